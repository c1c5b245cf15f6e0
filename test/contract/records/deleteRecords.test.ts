import { where } from '../../harness/filters';
import { empty, onContractTables, recordById, UNKNOWN_RECORD } from '../table';

const OF_THE_ITEM = recordById('={{ $json.id }}');

const itemsOf = (ids: string[]) => ids.map((id) => ({ id }));

describe('Teable contract: deleting records', () => {
	onContractTables((table, { run, output, failure }) => {
		beforeEach(async () => await empty(table()));

		const names = async () => (await table().rows()).map(({ Name }) => Name);

		it('Delete deletes 250 records in the order of the items, and keeps the others', async () => {
			const ids = await table().fill(
				Array.from({ length: 251 }, (_, index) => ({ Name: `row ${index}` })),
			);
			const gone = ids.slice(1).reverse();
			expect(await output('delete', OF_THE_ITEM, { items: itemsOf(gone) })).toEqual(
				gone.map((id) => ({ id, deleted: true })),
			);
			expect(await names()).toEqual(['row 0']);
		});

		it('an unknown ID is an error of its item, and the others are deleted', async () => {
			const [first, second] = await table().fill([{ Name: 'a' }, { Name: 'b' }, { Name: 'c' }]);
			const { items } = await run('delete', OF_THE_ITEM, {
				items: itemsOf([first, UNKNOWN_RECORD, second]),
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.deleted ?? json.error)).toEqual([
				true,
				expect.stringContaining(`no record '${UNKNOWN_RECORD}' [item 1]`),
				true,
			]);
			expect(await names()).toEqual(['c']);
		});

		it('a record that no longer exists is skipped on request', async () => {
			const [gone, there] = await table().fill([{ Name: 'a' }, { Name: 'b' }]);
			await output('delete', recordById(gone));
			expect(await failure('delete', recordById(gone))).toContain(
				`The table has no record '${gone}'`,
			);
			const parameters = { ...OF_THE_ITEM, options: { alreadyGone: 'ignore' } };
			expect(await output('delete', parameters, { items: itemsOf([gone, there]) })).toEqual([
				{ id: gone, deleted: false },
				{ id: there, deleted: true },
			]);
			expect(await names()).toEqual([]);
		});

		it('a record that is given twice is deleted once', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			expect(await output('delete', OF_THE_ITEM, { items: itemsOf([id, id]) })).toEqual([
				{ id, deleted: true },
				{ id, deleted: true },
			]);
		});

		it('nothing is deleted if one of the IDs is invalid', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			const items = itemsOf([id, '../../user']);
			expect(await failure('delete', OF_THE_ITEM, { items })).toContain(
				"'Record' is '../../user', which is not an ID",
			);
			expect(await names()).toEqual(['a']);
		});

		it('all records that match a filter are deleted, and the others stay', async () => {
			const rows = Array.from({ length: 251 }, (_, Amount) => ({ Name: `row ${Amount}`, Amount }));
			const ids = await table().fill(rows);
			const filter = where('Amount', 'isGreater', '0');
			expect(await output('delete', { findBy: 'filter', ...filter })).toEqual(
				ids.slice(1).map((id) => ({ id, deleted: true })),
			);
			expect(await names()).toEqual(['row 0']);
		});

		it('a filter compares text exactly, and so does a column to match on', async () => {
			await table().fill(['A%', 'a%', 'A1', 'B', 'b'].map((Name) => ({ Name })));
			await output('delete', { findBy: 'filter', ...where('Name', 'is', 'A%') });
			const column = [{ fieldId: 'Name', value: '={{ $json.who }}' }];
			const byColumns = { findBy: 'columns', columnsToMatch: { column } };
			await output('delete', byColumns, { items: [{ who: 'a%' }, { who: 'B' }] });
			expect(await names()).toEqual(['A1', 'b']);
		});

		it('a search finds the records to delete, and an empty result deletes nothing', async () => {
			await table().fill(['Berlin', 'Paris', 'Oberlin'].map((Name) => ({ Name })));
			const none = { findBy: 'filter', filterBy: 'none' };
			expect(await failure('delete', none)).toContain("turn on 'All Records'");
			expect(await output('delete', { ...none, options: { search: 'nowhere' } })).toEqual([]);
			await output('delete', { ...none, options: { search: 'berlin' } });
			expect(await names()).toEqual(['Paris']);
			await output('delete', { ...none, allRecords: true });
			expect(await names()).toEqual([]);
		});
	});
});
