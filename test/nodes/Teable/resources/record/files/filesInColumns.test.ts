import type { IBinaryKeyData, IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { fileInMemory } from '../../../../../harness/files';
import { onEachEngine } from '../../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('files in columns', () => {
	onEachEngine((table) => {
		beforeEach(async () => {
			await table().server.ask('POST', `/table/${table().id}/field`, {
				name: 'Files',
				type: 'attachment',
			});
			table().server.sandbox.resetRequests();
		});

		const run = async (
			operation: string,
			parameters: INodeParameters,
			items: IDataObject[],
			binary: IBinaryKeyData[],
			onError?: OnError,
		) =>
			await table().run(operation, parameters, {
				items,
				binary,
				onError,
			});

		const names = async () =>
			(await table().rows()).map(({ Files = [] }) =>
				(Files as IDataObject[]).map(({ name }) => name),
			);

		const note = { data: fileInMemory('a note', 'note.txt', 'text/plain') };

		it('are uploaded by Create, by the names of their binary fields', async () => {
			const { items, error } = await run(
				'create',
				table().automatic(),
				[{ Name: 'a', Files: 'data' }, { Name: 'b' }],
				[note, {}],
			);
			expect(error?.message).toBeUndefined();
			expect(items).toHaveLength(2);
			expect(await names()).toEqual([['note.txt'], []]);
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(1);
		});

		it('replace those of a record in Update', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			await run('update', table().automatic(['id']), [{ id, Files: ['data'] }], [note]);
			await run('update', table().automatic(['id']), [{ id, Files: 'data' }], [note]);
			expect(await names()).toEqual([['note.txt']]);
		});

		it('prevent everything from being written if one is missing, and the item is named', async () => {
			const { error } = await run(
				'create',
				table().automatic(),
				[{ Files: 'data' }, { Files: 'scan' }],
				[note, note],
			);
			expect(error?.message).toContain("'scan' isn't valid for 'Files' [item 1].");
			expect(error?.context?.itemIndex).toBe(1);
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(0);
		});

		it('fail as one item if On Error is set to continue', async () => {
			const { items } = await run(
				'create',
				table().automatic(),
				[
					{ Name: 'a', Files: 'scan' },
					{ Name: 'b', Files: 'data' },
				],
				[note, note],
				'continueRegularOutput',
			);
			expect(items[0].json.error).toContain("'scan' isn't valid for 'Files' [item 0].");
			expect(await names()).toEqual([['note.txt']]);
		});
	});
});
