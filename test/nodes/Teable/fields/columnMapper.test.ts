import { listColumns } from '../../../harness/engine';
import { REMAINING_COLUMNS } from '../../../harness/everyColumn';
import { onEachEngine } from '../../../harness/table';

describe('The column mapper', () => {
	describe.each([
		['create', 'getColumns'],
		['update', 'getColumnsToUpdate'],
		['upsert', 'getColumnsToUpsert'],
	] as const)('of %s', (operation, method) => {
		onEachEngine(
			(table) => {
				const list = async (tableId = table().id, credentials = table().server.credentials) =>
					await listColumns(method, {
						parameters: {
							...{ authentication: 'accessToken', resource: 'record', operation },
							tableId: { __rl: true, mode: 'id', value: tableId },
						},
						credentials,
					});

				it('gives no column a value that n8n would write although nobody has touched it', async () => {
					const { fields } = await list();

					expect(fields.length).toBeGreaterThan(REMAINING_COLUMNS.length);
					for (const field of fields) {
						// n8n presets a boolean to false, and writes what a column has as its default value.
						expect(field).not.toMatchObject({ type: 'boolean' });
						expect(field.defaultValue).toBeUndefined();
					}
				});

				it('lets a checkbox be checked, unchecked or untouched', async () => {
					const { fields } = await list();

					expect(fields.find(({ displayName }) => displayName === 'Paid')?.options).toEqual([
						{ name: expect.any(String) as string, value: '' },
						{ name: 'Checked', value: true },
						{ name: 'Unchecked', value: false },
					]);
				});

				it('is quiet before a table is chosen', async () => {
					expect(await list('')).toEqual({ fields: [] });
				});

				it('says why it cannot list the columns', async () => {
					const { credentials } = table().server;
					const half = { ...credentials.teableApi, accessToken: 'teable_accHalfAToken' };
					const { fields, emptyFieldsNotice } = await list(table().id, {
						...credentials,
						teableApi: half,
					});

					expect(fields).toEqual([]);
					expect(emptyFieldsNotice).toMatch(
						/does not look like a Teable token|Teable could not read/,
					);
				});
			},
			undefined,
			REMAINING_COLUMNS,
		);
	});
});
