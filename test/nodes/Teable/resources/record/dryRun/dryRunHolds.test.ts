import fc from 'fast-check';
import { mapValues, omitBy, range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { REMAINING_COLUMNS } from '../../../../../harness/data/everyColumn';
import { SOME_ENGINES } from '../../../../../harness/engines';
import { onEachEngine } from '../../../../../harness/table';
import { dryRunsOf } from './dryRuns';

type Cells = Record<string, unknown>;

/** Items for a table whose records have the emails 0 to 4. Some match no record, some can't be written. */
const item = fc.record(
	{
		Email: fc.constantFrom('0', '1', '2', '5', '6'),
		Amount: fc.constantFrom(0, 1, 2, 'many'),
		Status: fc.constantFrom('Todo', 'Done'),
		Tags: fc.constantFrom(['A'], ['A', 'B']),
		Paid: fc.boolean(),
		Notes: fc.constantFrom('', 'tea'),
		Companies: fc.constantFrom('Acme', 'Globex', 'Umbrella'),
		'Status by default': fc.constantFrom('Todo', 'Done'),
	},
	{ requiredKeys: ['Email'] },
);

describe('a dry run of random items', () => {
	onEachEngine(
		(table) => {
			const { run, tried } = dryRunsOf(table);

			it('shows exactly what the real execution then does', async () => {
				const operation = fc.constantFrom<[string, string[]]>(
					['create', []],
					['update', ['Email']],
					['upsert', ['Email']],
				);
				const emails = range(5).map(String);
				const state = async () => new Map((await table().rows()).map((row) => [row.id, bare(row)]));
				await fc.assert(
					fc.asyncProperty(
						operation,
						fc.array(item, { minLength: 1, maxLength: 12 }),
						async ([name, matching], items) => {
							const ids = await table().fill(emails.map((Email) => ({ Email, Amount: 1 })));
							const before = await state();
							const parameters = {
								...table().automatic(matching),
								options: { emptyValues: 'clear' },
							};
							const options = { items, onError: 'continueRegularOutput' as const };
							const dry = await tried(name, parameters, options);
							const real = await run(name, parameters, options);
							expect(dry.items.map(({ json }) => json.error)).toEqual(
								real.items.map(({ json }) => json.error),
							);
							const after = await state();
							const expected = new Map(before);
							for (const [index, { json }] of dry.items.entries()) {
								if (json.error !== undefined) continue;
								const id = real.items[index].json.id;
								const changes = mapValues(json.changes as Record<string, Cells>, ({ to }) => to);
								const byDefault = json.action === 'create' ? DEFAULTS : {};
								const held = { ...byDefault, ...expected.get(id) };
								expected.set(id, bare({ ...held, ...changes } as IDataObject));
							}
							expect([...after]).toEqual([...expected]);
							for (const some of [ids, [...after.keys()].slice(ids.length)]) {
								const query = some.map((id) => `recordIds[]=${String(id)}`).join('&');
								if (query)
									await table().server.ask('DELETE', `/table/${table().id}/record?${query}`);
							}
						},
					),
					{ numRuns: 15 },
				);
			}, 60_000);
		},
		SOME_ENGINES,
		REMAINING_COLUMNS,
	);
});

const DEFAULTS = { 'Status by default': 'Todo' };

const COMPARED = [
	...['Email', 'Amount', 'Status', 'Tags', 'Paid', 'Notes', 'Companies', 'Status by default'],
];

/** The cells that items write, as both the table and a dry run return them. */
const bare = (row: IDataObject): IDataObject =>
	omitBy(
		Object.fromEntries(COMPARED.map((name) => [name, row[name]])),
		(cell) =>
			cell === undefined || cell === null || cell === false || cell === '' || isEmptyList(cell),
	);

const isEmptyList = (cell: unknown) => Array.isArray(cell) && cell.length === 0;
