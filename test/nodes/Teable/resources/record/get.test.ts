import type { INodeParameters } from 'n8n-workflow';

import { NO_VALUES, onEachEngine } from '../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';
const UNKNOWN = 'recAAAAAAAAAAAAAAAA';

const byId = (id: string): INodeParameters => ({ recordId: { __rl: true, mode: 'id', value: id } });

const fromItem = byId('={{ $json.id }}');

describe('Get Record', () => {
	onEachEngine((table) => {
		const target = (parameters: INodeParameters) => table().target('get', parameters);

		const get = async (parameters: INodeParameters) =>
			await table().server.output('get', target(parameters));

		it('returns the values of the record by name, with its ID', async () => {
			const [, id] = await table().fill([{ Name: 'Alpha' }, { Name: 'Beta', Amount: 12 }]);
			expect(await get(byId(id))).toEqual([
				{ ...NO_VALUES, id, Name: 'Beta', Amount: 12, Double: 24 },
			]);
		});

		it('returns only the chosen fields, as text or as Teable sends them on request', async () => {
			const [id] = await table().fill([{ Name: 'Beta', Amount: 12 }]);
			const options = { fieldsToReturn: ['Amount'], values: 'text', outputFormat: 'nested' };
			const [record] = await get({ ...byId(id), options });
			expect(record).toMatchObject({ id, fields: { Amount: '12.00' } });
			expect(record).not.toHaveProperty('lastModifiedTime');
		});

		it('accepts the URL of the record in Teable', async () => {
			const [id] = await table().fill([{ Name: 'Alpha' }]);
			const address = `https://teable.example.com/base/x/table/${table().id}/viwAbCdEfGhIjKlMnOp?recordId=${id}`;
			expect(await get({ recordId: { __rl: true, mode: 'url', value: address } })).toMatchObject([
				{ id, Name: 'Alpha' },
			]);
		});

		it('accepts an ID in place of a URL, because expressions and agents give either', async () => {
			const [id] = await table().fill([{ Name: 'Alpha' }]);
			const byAddress = (value: string) => ({
				recordId: { __rl: true, mode: 'url', value: `={{ "${value}" }}` },
			});
			expect(await get(byAddress(id))).toMatchObject([{ id, Name: 'Alpha' }]);
			expect(await table().server.failure('get', target(byAddress('Alpha')))).toBe(
				"'Record' is 'Alpha', which is not an ID. An ID is 'rec' followed by 16 letters or digits. Choose from the list, or copy the ID from the URL in Teable.",
			);
		});

		it('does not repeat a token that was pasted in place of an ID', async () => {
			const token = `teable_accAbCdEfGhIjKlMnOp_${'a'.repeat(43)}=`;
			const recordId = { __rl: true, mode: 'id', value: `={{ "${token}" }}` };
			expect(await table().server.failure('get', target({ recordId }))).toMatch(
				/^'Record' is '\[token\]', which is not an ID\./,
			);
		});

		it('returns 450 records with 3 requests, each paired with its input, in order', async () => {
			const ids = await table().fill(
				Array.from({ length: 450 }, (_, index) => ({ Amount: index })),
			);
			table().server.sandbox.resetRequests();
			const input = [...ids].reverse().map((id) => ({ id }));
			const { items } = await table().server.run('get', target(fromItem), { items: input });
			expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
				input.map(({ id }, item) => [id, { item }]),
			);
			expect(table().server.sandbox.count('GET', ROUTE)).toBe(3);
		});

		it('returns a record as often as it is requested', async () => {
			const [id] = await table().fill([{ Name: 'Alpha' }]);
			const { items } = await table().server.run('get', target(fromItem), {
				items: [{ id }, { id }],
			});
			expect(items.map(({ json }) => json.Name)).toEqual(['Alpha', 'Alpha']);
		});

		it('names the ID of a record that does not exist', async () => {
			expect(await table().server.failure('get', target(byId(UNKNOWN)))).toBe(
				`Record '${UNKNOWN}' doesn't exist in this table. It may have been deleted, or belong to another table.`,
			);
		});

		it('returns the others if one does not exist, with On Error set to continue', async () => {
			const [id] = await table().fill([{ Name: 'Alpha' }]);
			const { items } = await table().server.run('get', target(fromItem), {
				items: [{ id: UNKNOWN }, { id: 'nonsense' }, { id }],
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json)).toEqual([
				{ error: expect.stringContaining(`Record '${UNKNOWN}' doesn't exist`) as string },
				{ error: expect.stringContaining("'Record' is 'nonsense'") as string },
				{ ...NO_VALUES, id, Name: 'Alpha', Double: 0 },
			]);
		});

		it('says that the record ID is missing without asking the server', async () => {
			expect(await table().server.failure('get', target(byId('={{ $json.missing }}')))).toContain(
				"'Record' is empty.",
			);
			expect(table().server.sandbox.requests).toEqual([]);
		});
	});
});
