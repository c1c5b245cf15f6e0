import type { INodeParameters } from 'n8n-workflow';

import { conditions } from '../../../../../harness/filters';
import { onEachEngine } from '../../../../../harness/table';

const UNKNOWN = 'recAAAAAAAAAAAAAAAA';

const byName = conditions({ fieldId: 'Name', operator: 'is', value: '={{ $json.Name }}' });

const byId = { recordId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };

describe("'If Record Not Found' and 'If No Record Found'", () => {
	onEachEngine((table) => {
		const run = async (
			operation: string,
			parameters: INodeParameters,
			items: Array<Record<string, string>>,
			whenNothingFound?: string,
		) => {
			const options = { leaveOutEmpty: true, fieldsToReturn: ['Name'], whenNothingFound };
			const given = table().target(operation, { ...parameters, options } as INodeParameters);
			const output = await table().server.run(operation, given, { items });
			return (
				output.error?.message ?? output.items.map(({ json, pairedItem }) => [pairedItem, json])
			);
		};

		it('returns an item for each input item of Get Many, or none', async () => {
			const [id] = await table().fill([{ Name: 'Ada' }]);
			const items = [{ Name: 'Nobody' }, { Name: 'Ada' }];
			const found = [{ item: 1 }, { id, Name: 'Ada' }];
			expect(await run('getAll', byName, items)).toEqual([found]);
			expect(await run('getAll', byName, items, 'nothing')).toEqual([found]);
			expect(await run('getAll', byName, items, 'item')).toEqual([
				[{ item: 0 }, { found: false }],
				found,
			]);
		});

		it('returns an item for each input item of Get, none, or an error', async () => {
			const [id] = await table().fill([{ Name: 'Ada' }]);
			const items = [{ id: UNKNOWN }, { id }];
			const found = [{ item: 1 }, { id, Name: 'Ada' }];
			const failure = `Record '${UNKNOWN}' doesn't exist`;
			expect(await run('get', byId, items)).toContain(failure);
			expect(await run('get', byId, items, 'error')).toContain(failure);
			expect(await run('get', byId, items, 'nothing')).toEqual([found]);
			expect(await run('get', byId, items, 'item')).toEqual([
				[{ item: 0 }, { found: false }],
				found,
			]);
		});
	});
});
