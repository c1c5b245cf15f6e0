import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { where } from '../../harness/filters';
import { empty, onContractTables } from '../table';

const UNDOABLE = { canBeUndone: true };

const byId = (value: unknown): INodeParameters[string] => ({
	...{ __rl: true, mode: 'id', value: String(value) },
});

describe('Teable contract: undoing an execution', () => {
	onContractTables((table, { output, failure }) => {
		/** Each test has its own execution. */
		let executionId = '';

		beforeEach(async () => {
			await empty(table());
			executionId = String(Date.now());
		});

		const write = async (operation: string, more: INodeParameters, items: IDataObject[] = [{}]) =>
			await output(operation, { ...more, options: UNDOABLE }, { items, executionId });

		const undo = (more: INodeParameters = {}): INodeParameters => ({
			...{ resource: 'table', executionId, ...more },
		});

		const rows = async () =>
			(await table().rows()).map(({ Name, Amount }) => `${String(Name)} ${String(Amount)}`);

		it('undoes a create, an update and a delete, newest first', async () => {
			const [kept, gone] = await table().fill([
				{ Name: 'kept', Amount: 1, Tags: ['A'] },
				{ Name: 'gone', Amount: 2, Companies: null },
			]);
			const before = await table().rows();
			await write('create', table().automatic(), [{ Name: 'new', Amount: 3 }]);
			await write('update', table().automatic(['id']), [{ id: kept, Amount: 10, Tags: 'B' }]);
			await write('delete', { recordId: byId(gone) });
			expect(await rows()).toEqual(['kept 10', 'new 3']);

			expect(await output('undoExecution', undo())).toEqual([
				{ tableId: table().id, executionId, undone: 3, failed: 0, complete: true },
			]);
			expect((await table().rows()).map(stable)).toEqual(before.map(stable));
		});

		it('restores what was updated and deleted by a filter', async () => {
			const names = Array.from({ length: 250 }, (_, index) => ({
				Name: `row ${index}`,
				Amount: 1,
			}));
			await table().fill([...names, { Name: 'other', Amount: 2 }]);
			const before = await table().rows();
			const byFilter = { findBy: 'filter', ...where('Amount', 'is', '1') };
			await write('update', { ...byFilter, ...table().columns({ Notes: 'seen' }) });
			await write('delete', byFilter);
			expect(await rows()).toEqual(['other 2']);
			expect(await output('undoExecution', undo())).toMatchObject([{ undone: 3, complete: true }]);
			expect((await table().rows()).map(stable)).toEqual(before.map(stable));
		});

		it('restores the links of a deleted record', async () => {
			const { Acme } = table().companies;
			const [id] = await table().fill([{ Name: 'linked', Companies: [{ id: Acme }] }]);
			await write('delete', { recordId: byId(id) });
			await output('undoExecution', undo());
			expect(await table().rows()).toMatchObject([
				{ id, Companies: [{ id: Acme, title: 'Acme' }] },
			]);
		});

		it('undoes 1,001 new records in two steps, and keeps what another execution wrote', async () => {
			await table().fill([{ Name: 'before' }]);
			await write(
				'create',
				table().automatic(),
				Array.from({ length: 1001 }, (_, index) => ({ Name: `row ${index}` })),
			);
			expect(await output('undoExecution', undo())).toMatchObject([{ undone: 2, complete: true }]);
			expect(await rows()).toEqual(['before undefined']);
		});

		it('keeps what was written without the option, and says which option to switch on', async () => {
			await output('create', table().automatic(), { items: [{ Name: 'stays' }], executionId });
			expect(await failure('undoExecution', undo())).toContain("'Can Be Undone' turned on");
			expect(await rows()).toEqual(['stays undefined']);
		});

		it('skips a change of a record that no longer exists or stops at it, and never says that it was undone', async () => {
			const [first, second] = await table().fill([
				{ Name: 'a', Amount: 1 },
				{ Name: 'b', Amount: 2 },
			]);
			const items = [first, second].map((id) => ({ id, Amount: 7 }));
			await write('update', table().automatic(['id']), items);
			await table().server.ask('DELETE', `/table/${table().id}/record/${first}`);
			const options = { whenIncomplete: 'output' };
			const [{ undone, failed, complete }] = await output('undoExecution', undo({ options }));
			const left = await rows();
			expect([undone, failed, complete, ...left]).toEqual(
				left[0] === 'b 2' ? [1, 0, true, 'b 2'] : [0, 1, false, 'b 7'],
			);
		});
	});
});

/** The cells of a record, without those that Teable computes. */
const stable = ({ id, Name, Amount, Tags }: IDataObject) => ({ id, Name, Amount, Tags });
