import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const nested = { options: { outputFormat: 'nested' } };
const byFieldId = { options: { fieldKeys: 'id' } };

/** Every operation that returns records, in each format of its output. */
const PRODUCERS: Array<[string, string, INodeParameters]> = [
	['Get', 'get', {}],
	['Get, as Teable sends it', 'get', nested],
	['Get Many', 'getAll', {}],
	['Get Many, as Teable sends it', 'getAll', nested],
	['Get Many, by field IDs', 'getAll', byFieldId],
	['Create', 'create', {}],
	['Create, as Teable sends it', 'create', nested],
	['Create or Update', 'upsert', {}],
	['Create or Update, as Teable sends it', 'upsert', nested],
	['Update', 'update', {}],
	['Update, by field IDs', 'update', byFieldId],
	['Duplicate', 'duplicate', {}],
];

const CONSUMERS: Array<[string, string, string[]]> = [
	['Create', 'create', []],
	['Update', 'update', ['id']],
	['Create or Update', 'upsert', ['Name']],
];

describe('The output of one operation can be the input of the next', () => {
	onEachEngine((table) => {
		const produce = async (operation: string, parameters: INodeParameters) => {
			const [id] = await table().fill([
				{ Name: 'Ada', Amount: 5, Status: 'Done', Companies: [{ id: table().companies.Acme }] },
			]);
			const items: Record<string, IDataObject[]> = {
				create: [{ Name: 'Grace', Amount: 6 }],
				upsert: [{ Name: 'Ada', Amount: 7 }],
				update: [{ id, Amount: 8 }],
			};
			const matching: Record<string, string[]> = { upsert: ['Name'], update: ['id'] };
			const writes = operation in items ? table().automatic(matching[operation] ?? []) : {};
			return await table().output(
				operation,
				{
					recordId: { __rl: true, mode: 'id', value: id },
					...writes,
					...parameters,
				},
				{ items: items[operation] },
			);
		};

		describe.each(PRODUCERS)('from %s', (_producer, operation, parameters) => {
			it.each(CONSUMERS)('to %s', async (_consumer, next, matching) => {
				const given = await produce(operation, parameters);
				// A copy has the name of its original, so only one of them can be found by it.
				if (next === 'upsert' && operation === 'duplicate') {
					const [first] = await table().rows();
					await table().server.ask('DELETE', `/table/${table().id}/record/${String(first.id)}`);
				}
				const before = await table().rows();

				const { items, error } = await table().run(next, table().automatic(matching), {
					items: given,
				});

				expect(error?.message).toBeUndefined();
				expect(items).toHaveLength(given.length);
				const after = await table().rows();
				expect(after).toHaveLength(before.length + (next === 'create' ? given.length : 0));
				const cells = ({ Name, Amount, Status, Companies }: IDataObject) => ({
					...{ Name, Amount, Status, Companies },
				});
				expect(after.slice(0, before.length).map(cells)).toEqual(before.map(cells));
			});
		});

		it('a value for a computed column is logged once per execution, unless it comes from a record', async () => {
			const write = async (items: IDataObject[]) =>
				await table().run('create', table().automatic(), {
					items,
				});
			// n8n's logger writes here.
			const { _stdout } = console as unknown as { _stdout: { write(text: string): void } };
			const written = jest.spyOn(_stdout, 'write');
			const told = () => String(written.mock.calls.join('')).match(/column 'Double'/g) ?? [];
			await write([
				{ Name: 'a', Double: 4 },
				{ Name: 'b', Double: 6 },
			]);
			expect(told()).toHaveLength(1);

			const [id] = await table().fill([{ Name: 'c', Amount: 1 }]);
			await write([{ id, Name: 'c', Double: 2 }]);
			expect(told()).toHaveLength(1);
		});
	});
});
