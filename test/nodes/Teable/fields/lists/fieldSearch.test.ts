import { searchList } from '../../../../harness/engine';
import { onEachEngine } from '../../../../harness/table';

describe('The lists for special fields of a record', () => {
	onEachEngine((table) => {
		beforeEach(async () => {
			const { server, id } = table();
			for (const [name, type] of [
				['Scans', 'attachment'],
				['Contract', 'attachment'],
				['Send', 'button'],
			]) {
				await server.ask('POST', `/table/${id}/field`, { name, type });
			}
		});

		const search = async (method: string, tableId: string, filter?: string) => {
			const { results } = await searchList(
				method,
				{
					parameters: {
						authentication: 'accessToken',
						resource: 'record',
						operation: 'uploadAttachment',
						tableId: { __rl: true, mode: 'id', value: tableId },
					},
					credentials: table().server.credentials,
				},
				filter,
			);
			return results.map(({ name }) => name);
		};

		it.each([
			['searchAttachmentFields', undefined, ['Scans', 'Contract']],
			['searchAttachmentFields', 'scan', ['Scans']],
			['searchButtonFields', undefined, ['Send']],
		])('%s finds only fields of its type (%s)', async (method, filter, names) => {
			expect(await search(method, table().id, filter)).toEqual(names);
		});

		it('asks for a table first', async () => {
			await expect(search('searchAttachmentFields', '')).rejects.toThrow("Choose 'Table' first.");
		});
	});
});
