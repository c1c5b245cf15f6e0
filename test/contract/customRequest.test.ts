import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ContractServer } from './server';
import { onContractServers } from './server';

describe('Teable contract: custom requests', () => {
	onContractServers((server) => {
		const run = async (
			method: string,
			path: string,
			more: INodeParameters = {},
			options?: Parameters<ContractServer['run']>[2],
		) =>
			await server().run(
				'send',
				{
					...{ resource: 'customRequest', method, path, queryParameters: {} },
					...{ body: 'none', responseFormat: 'items', binaryField: 'file', ...more },
				},
				options,
			);

		const output = async (...of: Parameters<typeof run>): Promise<IDataObject[]> => {
			const { items, error } = await run(...of);
			expect(error?.message).toBeUndefined();
			return items.map(({ json }) => json);
		};

		const json = (body: object): INodeParameters => ({
			...{ body: 'json', jsonBody: JSON.stringify(body) },
		});

		describe.each(['session', 'accessToken'] as const)(
			'with the credential %s',
			(authentication) => {
				const signedIn = { authentication };

				it('creates, fills, filters, exports, renames and deletes a table', async () => {
					const { baseId } = server();
					const fields = [{ name: 'Name', type: 'singleLineText' }];
					const create = json({ name: 'Custom', fields, records: [] });
					const [table] = await output('POST', `/base/${baseId}/table`, create, signedIn);
					const [{ id: fieldId }] = table.fields as IDataObject[];
					const tableId = String(table.id);
					const records = ['One', 'Two'].map((Name) => ({ fields: { Name } }));
					const rows = json({ fieldKeyType: 'name', records });
					await output('POST', `/table/${tableId}/record`, rows, signedIn);

					const filterSet = [{ fieldId, operator: 'is', value: 'Two' }];
					const filter = `={{ ${JSON.stringify({ conjunction: 'and', filterSet })} }}`;
					const query = [
						{ name: 'fieldKeyType', value: 'id' },
						{ name: 'filter', value: filter },
						{ name: 'projection[]', value: String(fieldId) },
					];
					const read = { queryParameters: { entry: query } };
					const [found] = await output('GET', `/table/${tableId}/record`, read, signedIn);
					expect(found.records).toMatchObject([{ fields: { [String(fieldId)]: 'Two' } }]);

					const asFile = { responseFormat: 'file' };
					const { items, error } = await run('GET', `/export/${tableId}`, asFile, signedIn);
					expect(error?.message).toBeUndefined();
					const csv = Buffer.from(items[0].binary!.file.data, 'base64').toString();
					expect(csv).toBe('\ufeffName\r\nOne\r\nTwo');

					const path = `/base/${baseId}/table/${tableId}`;
					await output('PUT', `${path}/name`, json({ name: 'Renamed' }), signedIn);
					expect(await output('GET', path, {}, signedIn)).toMatchObject([{ name: 'Renamed' }]);
					await output('DELETE', path, {}, signedIn);
					const { error: gone } = await run('GET', path, {}, signedIn);
					expect(gone?.message).toMatch(/^Teable has no /);
				});
			},
		);

		it('says that a route does not exist', async () => {
			const { error } = await run('GET', '/no-such-route/x');
			expect(error?.message).toContain("'Path' is wrong: this Teable server has no route GET");
		});
	});
});
