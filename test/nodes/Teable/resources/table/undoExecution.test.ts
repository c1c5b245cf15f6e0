import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fileInMemory } from '../../../../harness/files';
import { onEachEngine } from '../../../../harness/table';

const UNDO = '/api/table/:tableId/undo-redo/undo';

const BAD_RUN = '17';

const byId = (value: string): INodeParameters[string] => ({ __rl: true, mode: 'id', value });

describe('Undo Execution', () => {
	onEachEngine((table) => {
		const run = async (
			parameters: INodeParameters,
			items: IDataObject[] = [{}],
			executionId = BAD_RUN,
		) => await table().server.run(String(parameters.operation), parameters, { items, executionId });

		const output = async (...call: Parameters<typeof run>) => {
			const { items, error } = await run(...call);
			expect(error?.message).toBeUndefined();
			return items.map(({ json }) => json);
		};

		const failure = async (...call: Parameters<typeof run>) => {
			const { items, error } = await run(...call);
			expect(items).toEqual([]);
			return String(error?.message);
		};

		/** An operation on records that can be undone, unless the options say otherwise. */
		const write = (operation: string, more: INodeParameters, options: INodeParameters = {}) =>
			table().target(operation, { ...more, options: { canBeUndone: true, ...options } });

		const undo = (more: INodeParameters = {}): INodeParameters => ({
			...{ resource: 'table', operation: 'undoExecution' },
			...{ tableId: byId(table().id), executionId: BAD_RUN, ...more },
		});

		const amounts = async () =>
			(await table().rows()).map(({ Name, Amount }) => `${String(Name)} ${String(Amount)}`);

		const inTable = () => ({ tableId: table().id, executionId: BAD_RUN, failed: 0 });

		it('undoes what all nodes of an execution wrote, newest first', async () => {
			const [kept] = await table().fill([
				{ Name: 'kept', Amount: 1 },
				{ Name: 'gone', Amount: 2 },
			]);
			const [, { id: gone }] = await table().rows();
			await output(write('create', table().automatic()), [{ Name: 'new', Amount: 3 }]);
			await output(write('update', table().automatic(['id'])), [{ id: kept, Amount: 10 }]);
			await output(write('delete', { recordId: byId(String(gone)) }));
			const both = [
				{ Name: 'kept', Amount: 20 },
				{ Name: 'second', Amount: 4 },
			];
			await output(write('upsert', table().automatic(['Name'])), both);
			expect(await amounts()).toEqual(['kept 20', 'new 3', 'second 4']);

			// By another execution, such as that of an error workflow.
			expect(await output(undo(), [{}], '18')).toEqual([
				{ ...inTable(), undone: 5, complete: true },
			]);
			expect(await amounts()).toEqual(['kept 1', 'gone 2']);
		});

		it('undoes 2,500 rows in three steps, and no step of another execution', async () => {
			await output(write('create', table().automatic()), [{ Name: 'before' }], '16');
			const rows = Array.from({ length: 2500 }, (_, index) => ({ Name: `row ${index}` }));
			await output(write('create', table().automatic()), rows);
			expect(await output(undo())).toMatchObject([{ undone: 3, complete: true }]);
			expect(await amounts()).toEqual(['before undefined']);
		});

		it('undoes the files of a record', async () => {
			const fieldId = await table().addField({ name: 'Files', type: 'attachment' });
			const [id] = await table().fill([{ Name: 'with files' }]);
			const upload = write('uploadAttachment', {
				...{ recordId: byId(id), fieldId: byId(fieldId), existing: 'keep' },
				...{ filesFrom: 'binary', binaryFields: 'data' },
			});
			await table().server.output('uploadAttachment', upload, {
				binary: [{ data: fileInMemory('Hello', 'hello.txt', 'text/plain') }],
				executionId: BAD_RUN,
			});
			expect(await table().rows()).toMatchObject([{ Files: [{ name: 'hello.txt' }] }]);
			expect(await output(undo())).toMatchObject([{ undone: 1, complete: true }]);
			expect((await table().rows())[0].Files).toBeUndefined();
		});

		it('undoes what the current execution wrote, without its ID', async () => {
			await output(write('create', table().automatic()), [{ Name: 'new' }], '99');
			const parameters = undo({ executionId: '={{ $execution.id }}' });
			expect(await output(parameters, [{}], '99')).toEqual([
				{ ...inTable(), executionId: '99', undone: 1, complete: true },
			]);
			expect(await amounts()).toEqual([]);
		});

		it('says what to switch on if Teable remembers nothing', async () => {
			const more = table().automatic();
			await output(write('create', more, { canBeUndone: false }), [{ Name: 'stays' }]);
			const message = await failure(undo());
			expect(message).toContain(
				"Teable has no changes of execution 17 in this table to undo. The changes must have been made in the last 24 hours with 'Can Be Undone' turned on",
			);
			expect(message).toMatch(/by the same Teable user and from this n8n\.$/);
			const options = { whenIncomplete: 'output' };
			expect(await output(undo({ options }))).toEqual([
				{ ...inTable(), undone: 0, complete: false, reason: message },
			]);
			expect(await amounts()).toEqual(['stays undefined']);
		});

		it('distinguishes items that can be undone from those that cannot', async () => {
			const more = table().automatic();
			await output(
				write('create', more, { canBeUndone: '={{ $json.undo }}', unknownColumns: 'ignore' }),
				[
					{ Name: 'undone', undo: true },
					{ Name: 'stays', undo: false },
				],
			);
			await output(undo());
			expect(await amounts()).toEqual(['stays undefined']);
		});

		it('overwrites later changes by others, as the panel says', async () => {
			const [id] = await table().fill([{ Name: 'a', Amount: 1 }]);
			await output(write('update', table().automatic(['id'])), [{ id, Amount: 2 }]);
			await output(table().target('update', table().automatic(['id'])), [{ id, Amount: 999 }]);
			await output(undo());
			expect(await amounts()).toEqual(['a 1']);
		});

		it('says why Teable cannot undo a change, and what stays', async () => {
			const [first, second] = await table().fill([
				{ Name: 'a', Amount: 1 },
				{ Name: 'b', Amount: 2 },
			]);
			const base = await table().server.ask('GET', `/base/${table().baseId}`);
			const isV2 = (base.v2Status as { useV2?: boolean } | undefined)?.useV2 === true;
			const create = write('create', table().automatic());
			const [{ id: made }] = await output(create, [{ Name: 'new', Amount: 3 }]);
			const change = write('update', table().automatic(['id']));
			await output(
				change,
				[first, second].map((id) => ({ id, Amount: 7 })),
			);
			await output(change, [{ id: made, Amount: 8 }]);
			const path = `/table/${table().id}/record/`;
			await table().server.ask('DELETE', path + String(made));

			const options = { whenIncomplete: 'output' };
			const [undone] = await output(undo({ options }));
			if (isV2) {
				// It skips what no longer exists.
				expect(undone).toMatchObject({ undone: 2, failed: 1, complete: false });
				expect(await amounts()).toEqual(['a 1', 'b 2']);
			} else {
				expect(undone).toMatchObject({ undone: 0, failed: 1, complete: false });
				expect(undone.reason).toMatch(
					/^Teable couldn't undo one change of execution 17: .*\. The changes before it were not undone\.$/,
				);
				expect(await amounts()).toEqual(['a 7', 'b 7']);
				expect(await failure(undo())).toContain(String(undone.reason));
			}
		});

		it('stops at the 200 changes that Teable remembers, and says so', async () => {
			const [id] = await table().fill([{ Name: 'a', Amount: 0 }]);
			const items = Array.from({ length: 203 }, (_, index) => ({ id, Amount: index + 1 }));
			await output(write('update', table().automatic(['id'])), items);
			const message = await failure(undo());
			expect(message).toContain(
				'Teable remembers at most 200 changes of an execution per table, and all of them were undone.',
			);
			expect(message).toContain('If execution 17 made more changes, the older ones remain.');
			expect(await amounts()).toEqual(['a 3']);
		});

		it('continues at the same step if an answer is lost', async () => {
			await output(write('create', table().automatic()), [{ Name: 'a' }]);
			await output(write('create', table().automatic()), [{ Name: 'b' }]);
			table().server.sandbox.inject({ method: 'POST', route: UNDO, kind: 'resetAfter' });
			expect(await output(undo())).toEqual([
				{ ...inTable(), undone: 1, unanswered: 1, complete: true },
			]);
			expect(await amounts()).toEqual([]);
		});

		it('says how far it got if Teable refuses in the middle', async () => {
			for (const Name of ['a', 'b']) await output(write('create', table().automatic()), [{ Name }]);
			table().server.sandbox.inject({
				...{ method: 'POST', route: UNDO, after: 1 },
				...{ kind: 'status', status: 403 },
			});
			expect(await failure(undo())).toContain(
				'1 change was undone before. Run it again to continue.',
			);
			expect(await output(undo())).toMatchObject([{ undone: 1, complete: true }]);
			expect(await amounts()).toEqual([]);
		});

		it.each(['', 'x y', '17\nX-Other: 1', '__UNKNOWN__', 'é'])(
			'refuses %j, which is not the ID of an execution, before anything is sent',
			async (executionId) => {
				const message = await failure(undo({ executionId: '={{ $json.id }}' }), [
					{ id: executionId },
				]);
				expect(message).toContain("'Execution ID' is ");
				expect(table().server.sandbox.requests).toEqual([]);
			},
		);
	});
});
