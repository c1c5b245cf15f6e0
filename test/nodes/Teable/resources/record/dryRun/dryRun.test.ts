import { REMAINING_COLUMNS } from '../../../../../harness/data/everyColumn';
import { fileInMemory } from '../../../../../harness/files';
import { SOME_ENGINES } from '../../../../../harness/engines';
import { onEachEngine } from '../../../../../harness/table';
import { dryRunsOf } from './dryRuns';

const UNKNOWN = 'recAAAAAAAAAAAAAAAA';

describe('a dry run', () => {
	onEachEngine(
		(table) => {
			const { run, tried, foreseen } = dryRunsOf(table);

			it('of Create returns the values of the new records', async () => {
				const items = [{ Name: 'Ada', Amount: 1 }, { Paid: true }];
				expect(await foreseen('create', table().automatic(), { items })).toEqual([
					{
						...{ dryRun: true, action: 'create' },
						changes: { Name: { from: null, to: 'Ada' }, Amount: { from: null, to: 1 } },
					},
					{ dryRun: true, action: 'create', changes: { Paid: { from: null, to: true } } },
				]);
				expect(await table().rows()).toEqual([]);
			});

			it('of Update returns old and new values of what would change, and nothing else', async () => {
				const { Acme, Globex } = table().companies;
				const [id, other] = await table().fill([
					{ Name: 'Ada', Amount: 1, Notes: 'old', Companies: [{ id: Acme }] },
					{ Name: 'Bob' },
				]);
				const items = [
					{ id, Name: 'Ada', Amount: 2, Notes: '', Companies: 'Globex' },
					{ id: other, Name: 'Bob' },
				];
				const options = { emptyValues: 'clear' };
				const parameters = { ...table().automatic(['id']), options };
				expect(await foreseen('update', parameters, { items })).toEqual([
					{
						...{ id, dryRun: true, action: 'update' },
						changes: {
							Amount: { from: 1, to: 2 },
							Notes: { from: 'old', to: null },
							Companies: {
								from: [{ id: Acme, title: 'Acme' }],
								to: [{ id: Globex, title: 'Globex' }],
							},
						},
					},
					{ id: other, dryRun: true, action: 'unchanged', changes: {} },
				]);
				const byId = { ...table().automatic(['id']), options: { fieldKeys: 'id' } };
				const [{ changes }] = await foreseen('update', byId, { items });
				expect(Object.keys(changes as object)).toContain(table().field('Amount'));
			});

			it('of Update by a filter, and by columns, returns each record that would change', async () => {
				const [first, second] = await table().fill([
					{ Name: 'Ada', Amount: 1 },
					{ Name: 'Bob', Amount: 2 },
				]);
				const filter = {
					...{ findBy: 'filter', filterBy: 'json' },
					filterJson:
						'{"conjunction":"and","filterSet":[{"fieldId":"Amount","operator":"isGreater","value":0}]}',
				};
				expect(await foreseen('update', { ...table().columns({ Amount: 2 }), ...filter })).toEqual([
					{
						...{ id: first, dryRun: true, action: 'update' },
						changes: { Amount: { from: 1, to: 2 } },
					},
					{ id: second, dryRun: true, action: 'unchanged', changes: {} },
				]);
				const items = [{ Name: 'Bob', Amount: 3 }];
				expect(await foreseen('update', table().automatic(['Name']), { items })).toEqual([
					{
						...{ id: second, dryRun: true, action: 'update' },
						changes: { Amount: { from: 2, to: 3 } },
					},
				]);
			});

			it('of Create or Update takes into account what its own items would do', async () => {
				const [id] = await table().fill([{ Email: 'a', Amount: 1 }]);
				const items = [
					{ Email: 'a', Amount: 1 },
					{ Email: 'b', Amount: 1 },
					{ Email: 'b', Amount: 1 },
					{ Email: 'b', Amount: 2 },
					{ Email: 'a', Amount: 3 },
				];
				expect(await foreseen('upsert', table().automatic(['Email']), { items })).toEqual([
					{ id, dryRun: true, action: 'unchanged', changes: {} },
					{
						...{ dryRun: true, action: 'create' },
						changes: { Email: { from: null, to: 'b' }, Amount: { from: null, to: 1 } },
					},
					{ dryRun: true, action: 'unchanged', changes: {} },
					{ dryRun: true, action: 'update', changes: { Amount: { from: 1, to: 2 } } },
					{ id, dryRun: true, action: 'update', changes: { Amount: { from: 1, to: 3 } } },
				]);
			});

			it('creates no column, choice, linked record or file, but names them', async () => {
				const options = {
					...{ unknownColumns: 'create', missingLinks: 'create', newChoices: 'create' },
				};
				const items = [
					{ Email: 'a', Status: 'Later', Companies: 'Umbrella', Files: 'data', Size: 12 },
				];
				const binary = [{ data: fileInMemory('Hello', 'hello.txt', 'text/plain') }];
				const expected = {
					dryRun: true,
					action: 'create',
					changes: {
						Email: { from: null, to: 'a' },
						Status: { from: null, to: 'Later' },
						Companies: { from: null, to: [{ title: 'Umbrella' }] },
						Files: {
							from: null,
							to: [{ name: 'hello.txt', mimetype: 'text/plain', size: 5 }],
						},
						Size: { from: null, to: 12 },
					},
					newChoices: { Status: ['Later'] },
					newColumns: [{ name: 'Size', type: 'number' }],
				};
				expect(
					await foreseen('create', { ...table().automatic(), options }, { items, binary }),
				).toEqual([expected]);
				expect(
					await foreseen('upsert', { ...table().automatic(['Email']), options }, { items, binary }),
				).toEqual([expected]);
			});

			it('fails in the same cases as the real execution, and does not claim that anything was done', async () => {
				const [id] = await table().fill([{ Email: 'a' }]);
				const byEmail = { items: [{ Email: 'a', Amount: 1 }, { Email: 'b' }] };
				const unmatched = await tried('update', table().automatic(['Email']), byEmail);
				expect(unmatched.error?.message).toBe(
					"No record found where 'Email' is 'b' [item 1]. Use 'Create or Update' to create one.",
				);
				const byId = [
					{ id, Amount: 1 },
					{ id: UNKNOWN, Amount: 1 },
				];
				const unknown = await tried('update', table().automatic(['id']), { items: byId });
				expect(unknown.error?.message).toBe(
					`This would fail: the table has no record ${UNKNOWN} [item 1]. It may have been deleted, or belong to another table.`,
				);
				const { items } = await tried('update', table().automatic(['id']), {
					items: byId,
					onError: 'continueRegularOutput',
				});
				expect(items.map(({ json }) => json.action ?? json.error)).toEqual([
					'update',
					unknown.error?.message,
				]);
				const noFile = await tried('create', table().automatic(), { items: [{ Files: 'data' }] });
				expect(noFile.error?.message).toContain("'data'");
			});

			it('of Delete returns the values of the records, and deletes none', async () => {
				const ids = await table().fill([
					{ Name: 'Ada', Amount: 1 },
					{ Name: 'Bob' },
					{ Name: 'Bob' },
				]);
				const given = { recordId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };
				const items = [{ id: ids[0] }, { id: UNKNOWN }];
				const lost = (name: string) => ({ Name: { from: name, to: null } });
				const gone = await tried('delete', given, { items });
				expect(gone.error?.message).toContain(`The table has no record '${UNKNOWN}' [item 1]`);
				const ignoring = { ...given, options: { alreadyGone: 'ignore' } };
				expect(await foreseen('delete', ignoring, { items })).toMatchObject([
					{
						...{ id: ids[0], dryRun: true, action: 'delete' },
						changes: { ...lost('Ada'), Amount: { from: 1, to: null } },
					},
					{ id: UNKNOWN, dryRun: true, action: 'notFound', changes: {} },
				]);
				const byFilter = {
					findBy: 'filter',
					filterBy: 'conditions',
					conditions: { condition: [{ fieldId: 'Name', operator: 'is', value: 'Bob' }] },
				};
				expect(await foreseen('delete', byFilter)).toMatchObject([
					{ id: ids[1], action: 'delete', changes: lost('Bob') },
					{ id: ids[2], action: 'delete', changes: lost('Bob') },
				]);
				expect(await table().rows()).toHaveLength(3);
			});

			it('fails if it cannot read the records', async () => {
				const [id] = await table().fill([{ Amount: 1 }]);
				table().server.sandbox.inject({
					...{ method: 'GET', route: '/api/table/:tableId/record', kind: 'status' },
					...{ status: 403, times: Infinity },
				});
				const { error } = await tried('update', table().automatic(['id']), {
					items: [{ id, Amount: 1 }],
				});
				expect(error?.message).toContain("Your Teable account isn't allowed to do this");
			});

			it('for some items does not affect the others, which are written', async () => {
				const parameters = {
					...table().columns({ Name: '={{ $json.Name }}' }),
					options: { dryRun: '={{ $json.Name === "tried" }}' },
				};
				const items = [{ Name: 'tried' }, { Name: 'written' }];
				const output = await run('create', parameters, { items });
				expect(output.items.map(({ json }) => json.dryRun ?? json.Name)).toEqual([true, 'written']);
				expect(await table().rows()).toMatchObject([{ Name: 'written' }]);
			});
		},
		SOME_ENGINES,
		REMAINING_COLUMNS,
	);
});
