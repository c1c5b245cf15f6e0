import fc from 'fast-check';
import { isEqual, range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { fillEveryColumn, REMAINING_COLUMNS } from '../../../../../harness/data/everyColumn';
import { SOME_ENGINES } from '../../../../../harness/engines';
import { onEachEngine } from '../../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

const list = (...values: unknown[]) => fc.shuffledSubarray(values, { minLength: 1 });

/** Values that are often equal, or almost. */
const cells = fc.record({
	Name: fc.constantFrom('ada', 'Ada', 'Ada L', 'Äda'),
	Amount: fc.constantFrom(0, 1, 1.5, -1, 0.1 + 0.2),
	Status: fc.constantFrom('Todo', 'Done'),
	Tags: list('A', 'B'),
	Due: fc.constantFrom('2026-01-15T10:30:00.000Z', '2026-01-15T10:30:00.001Z'),
	Paid: fc.boolean(),
	Stars: fc.constantFrom(1, 2, 5),
	Notes: fc.constantFrom('tea', 'two\nlines'),
	Companies: list('Acme', 'Globex'),
});

type Cells = Record<string, unknown>;

describe('cells that already have the value are not written again', () => {
	onEachEngine(
		(table) => {
			const writes = () => table().server.sandbox.count('PATCH', ROUTE);

			it('a record that is written back unchanged changes nothing', async () => {
				const id = await fillEveryColumn(table());
				const [before] = await table().output('getAll');
				const upserted = { ...table().automatic(['Email']), options: { strict: true } };
				expect(await table().output('upsert', upserted, { items: [before] })).toMatchObject([
					{ id, action: 'unchanged' },
				]);
				expect(
					await table().output('update', table().automatic(['id']), { items: [before] }),
				).toMatchObject([{ id, Name: 'Ada' }]);
				expect(writes()).toBe(0);
				expect(await table().output('getAll')).toEqual([before]);
			});

			it('clearing an empty cell, an unchecked checkbox or a missing link is not a change', async () => {
				const [id] = await table().fill([{ Name: 'Ada' }]);
				const items = [{ id, Paid: false, Notes: '', Amount: null, Companies: [], Tags: [] }];
				const options = { emptyValues: 'clear', columnsToClear: 'Due, Owner' };
				await table().output('update', { ...table().automatic(['id']), options }, { items });
				expect(writes()).toBe(0);
			});

			it('only the cells that differ are written, so that changes by others stay', async () => {
				const [id] = await table().fill([{ Email: 'a', Amount: 1, Notes: 'old' }]);
				const column = table().field('Notes');
				const item = { Email: 'a', Amount: 1, Notes: 'new' };
				await table().output('upsert', table().automatic(['Email']), { items: [item] });
				const { historyList } = (await table().server.ask(
					'GET',
					`/table/${table().id}/record/${id}/history`,
				)) as { historyList: IDataObject[] };
				expect(historyList.map(({ fieldId }) => fieldId)).toEqual([column]);
			});

			it('a cell that three items change back and forth ends with the last value', async () => {
				const [id] = await table().fill([{ Amount: 1 }]);
				const items = [2, 1, 1].map((Amount) => ({ id, Amount }));
				expect(await table().output('update', table().automatic(['id']), { items })).toMatchObject(
					items,
				);
				expect(await table().rows()).toMatchObject([{ Amount: 1 }]);
				expect(writes()).toBe(2);
			});

			it('a new record that the next item repeats is changed only once', async () => {
				const items = [
					{ Email: 'new', Amount: 1 },
					{ Email: 'new', Amount: 1 },
					{ Email: 'new', Amount: 2 },
				];
				const records = await table().output('upsert', table().automatic(['Email']), { items });
				expect(records.map(({ action }) => action)).toEqual(['created', 'unchanged', 'updated']);
			});

			it('everything is written if the records cannot be read', async () => {
				const [id] = await table().fill([{ Amount: 1 }]);
				const refusal = { kind: 'status' as const, status: 403, times: Infinity };
				table().server.sandbox.inject({ method: 'GET', route: ROUTE, ...refusal });
				await table().output('update', table().automatic(['id']), { items: [{ id, Amount: 1 }] });
				expect(writes()).toBe(1);
			});

			it('1,000 records are compared in few requests, by ID too', async () => {
				const ids = await table().fill(range(1000).map((Amount) => ({ Amount })));
				table().server.sandbox.resetRequests();
				const items = ids.map((id, Amount) => ({ id, Amount }));
				expect(await table().output('update', table().automatic(['id']), { items })).toMatchObject(
					items,
				);
				expect(writes()).toBe(0);
				// The fields, a count, another one, and the pages.
				expect(table().server.sandbox.requests.length).toBeLessThanOrEqual(5);
			});

			it('the record has the values of its item, and is reported as unchanged only if it was', async () => {
				const row = fc.tuple(cells, fc.boolean(), cells, fc.subarray(Object.keys(NOTHING)));
				await fc.assert(
					fc.asyncProperty(fc.array(row, { minLength: 30, maxLength: 30 }), async (rows) => {
						const before = rows.map(([cells], index) => ({ Email: `${index}`, ...cells }));
						const items = rows.map(([own, isOther, other, taken], index) => ({
							Email: `${index}`,
							...own,
							...(isOther && Object.fromEntries(taken.map((key) => [key, other[key as 'Name']]))),
						}));
						const linked = (row: Cells) => ({
							...row,
							Companies: (row.Companies as string[]).map((name) => ({
								id: table().companies[name],
							})),
						});
						const ids = await table().fill(before.map(linked) as IDataObject[]);
						const records = await table().output('upsert', table().automatic(['Email']), {
							items: items.map(linked) as IDataObject[],
						});
						expect(records.map(({ action }) => action)).toEqual(
							items.map((item, index) => (isEqual(item, before[index]) ? 'unchanged' : 'updated')),
						);
						expect((await table().rows()).map(asGiven)).toEqual(items);
						await table().server.ask(
							'DELETE',
							`/table/${table().id}/record?${ids.map((id) => `recordIds[]=${id}`).join('&')}`,
						);
					}),
					{ numRuns: 5 },
				);
			});
		},
		SOME_ENGINES,
		REMAINING_COLUMNS,
	);
});

const NOTHING = { Name: '', Amount: 0, Tags: [], Due: '', Paid: false, Companies: [], Notes: '' };

/** A record in the format of the items. */
function asGiven(row: Cells): Cells {
	const given = ['Email', 'Name', 'Amount', 'Status', 'Tags', 'Due', 'Stars', 'Notes'];
	return {
		...Object.fromEntries(given.map((name) => [name, row[name]])),
		Paid: row.Paid === true,
		Companies: (row.Companies as Array<{ title: string }>).map(({ title }) => title),
	};
}
