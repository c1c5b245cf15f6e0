import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { onEachEngine } from '../../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('links and users are looked up before anything is sent', () => {
	onEachEngine((table) => {
		const create = async (
			items: IDataObject[],
			options: INodeParameters = {},
			onError?: OnError,
			more: INodeParameters = {},
		) =>
			await table().run('create', { ...table().automatic(), options, ...more }, { items, onError });

		const linkedId = async () => {
			const fields = await table().server.ask('GET', `/table/${table().id}/field`);
			const link = (fields as unknown as IDataObject[]).find(({ name }) => name === 'Companies');
			return String((link?.options as IDataObject).foreignTableId);
		};

		const addCompanies = async (...titles: string[]) => {
			const { records } = (await table().server.ask('POST', `/table/${await linkedId()}/record`, {
				fieldKeyType: 'name',
				records: titles.map((Company) => ({ fields: { Company } })),
			})) as unknown as { records: Array<{ id: string }> };
			return records.map(({ id }) => id);
		};

		const linked = async () => {
			const { records } = (await table().server.ask(
				'GET',
				`/table/${await linkedId()}/record`,
			)) as unknown as { records: Array<{ fields: IDataObject }> };
			return records.map(({ fields }) => fields.Company);
		};

		it('an unknown title writes nothing, however often it is run, and the closest titles are listed', async () => {
			for (let run = 0; run < 3; run++) {
				const { error } = await create([{ Name: 'x', Companies: 'Akme' }]);
				expect(error?.message).toContain(
					`'Akme' isn't valid for 'Companies'. The linked table has no record 'Akme'; it has, for example, 'Acme' (${table().companies.Acme})`,
				);
			}
			expect(await table().rows()).toEqual([]);
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(0);
		});

		it('an update with a typo keeps the existing link', async () => {
			const { Acme } = table().companies;
			const [id] = await table().fill([{ Companies: [{ id: Acme }] }]);
			const { error } = await table().run(
				'update',
				table().columns({ id, Companies: 'Akme' }, ['id']),
			);
			expect(error?.message).toContain("The linked table has no record 'Akme'");
			expect(await table().rows()).toMatchObject([{ Companies: [{ id: Acme }] }]);
		});

		it('a title of several records is refused with their IDs', async () => {
			const [second] = await addCompanies('Acme');
			const { error } = await create([{ Companies: 'Acme' }]);
			expect(error?.message).toContain("2 linked records are named 'Acme'");
			expect(error?.message).toContain(table().companies.Acme);
			expect(error?.message).toContain(second);
		});

		it('accepts a title with a comma, a title among others, and the ID of the same record', async () => {
			const [comma] = await addCompanies('Acme, Inc.');
			const { Acme, Globex } = table().companies;
			const { items, error } = await create([
				{ Companies: 'Acme, Inc.' },
				{ Companies: ['Acme, Inc.', 'Globex'] },
				{ Companies: '["Acme","Globex"]' },
				{ Companies: ['Acme', Acme] },
				{ Companies: { id: Globex } },
			]);
			expect(error?.message).toBeUndefined();
			const ids = items.map(({ json }) => (json.Companies as IDataObject[]).map(({ id }) => id));
			expect(ids).toEqual([[comma], [comma, Globex], [Acme, Globex], [Acme], [Globex]]);
		});

		it('titles are case-sensitive on each engine', async () => {
			const [lower] = await addCompanies('acme');
			const { items } = await create([{ Companies: 'acme' }]);
			expect(items[0].json.Companies).toMatchObject([{ id: lower }]);
		});

		it('everything wrong with an item is listed at once', async () => {
			const { error } = await create([
				{ Amount: 'abc', Nmae: 'x', Status: 'Tdoo', Companies: 'Akme' },
			]);
			for (const fault of [
				"no column 'Nmae'",
				"'abc' isn't valid for 'Amount'",
				"'Tdoo' isn't valid for 'Status'. It accepts one of 'Todo', 'Done'",
				"no record 'Akme'",
			]) {
				expect(error?.message).toContain(fault);
			}
		});

		it('1,000 rows with few titles take few requests', async () => {
			const items = Array.from({ length: 1000 }, (_, index) => ({
				Companies: index % 2 ? 'Acme' : 'Globex',
			}));
			table().server.sandbox.resetRequests();
			expect((await create(items)).items).toHaveLength(1000);
			expect(table().server.sandbox.requests.length).toBeLessThan(9);
		});

		it('missing linked records are created on request, once per title', async () => {
			const { items, error } = await create(
				[{ Companies: 'New, Acme' }, { Companies: ['New', 'Newer'] }],
				{ missingLinks: 'create' },
			);
			expect(error?.message).toBeUndefined();
			expect(await linked()).toEqual(['Acme', 'Globex', 'New', 'Newer']);
			const counts = items.map(({ json }) => (json.Companies as unknown[]).length);
			expect(counts).toEqual([2, 2]);
		});

		it('creates no linked record if another item prevents everything from being sent', async () => {
			const { error } = await create([{ Companies: 'New' }, { Amount: 'abc' }], {
				missingLinks: 'create',
			});
			expect(error?.message).toContain("'abc' isn't valid for 'Amount'");
			expect(await linked()).toEqual(['Acme', 'Globex']);
		});

		it('only the items that need a linked record fail if it cannot be created', async () => {
			table().server.sandbox.inject({
				...{ method: 'POST', route: ROUTE, kind: 'status', status: 400 },
			});
			const { items } = await create(
				[{ Companies: 'New' }, { Name: 'good' }],
				{ missingLinks: 'create' },
				'continueRegularOutput',
			);
			expect(items[0].json.error).toContain(
				"The linked record 'New' for 'Companies' could not be created",
			);
			expect(items[1].json.Name).toBe('good');
		});

		it('titles that are numbers are found as displayed and as stored', async () => {
			const numbers = (await table().server.ask('POST', `/base/${table().baseId}/table`, {
				name: 'Numbers',
				fields: [{ name: 'No', type: 'number' }],
				records: [{ fields: { No: 5 } }],
			})) as unknown as { id: string; records: Array<{ id: string }> };
			await table().addField({
				name: 'Number',
				type: 'link',
				options: { relationship: 'manyOne', foreignTableId: numbers.id, isOneWay: true },
			});
			const { items, error } = await create([{ Number: 5 }, { Number: '5.00' }]);
			expect(error?.message).toBeUndefined();
			const { id } = numbers.records[0];
			expect(items.map(({ json }) => json.Number)).toMatchObject([{ id }, { id }]);
		});

		it('a column for one link does not accept two', async () => {
			const { Acme } = table().companies;
			await table().addField({
				name: 'Company',
				type: 'link',
				options: {
					relationship: 'manyOne',
					foreignTableId: await linkedId(),
					isOneWay: true,
				},
			});
			const { error } = await create([{ Company: ['Acme', 'Globex'] }]);
			expect(error?.message).toContain('It accepts one linked record, but 2 are given');
			const { items } = await create([{ Company: ['Acme', Acme] }]);
			expect(items[0].json.Company).toMatchObject({ id: Acme });
		});

		it('an unknown user is refused, also if the column fills in the owner itself', async () => {
			await table().addField({ name: 'Owner', type: 'user', options: { defaultValue: 'me' } });
			const { error } = await create([{ Name: 'x', Owner: 'nobody@example.com' }]);
			expect(error?.message).toContain(
				"This base has no user 'nobody@example.com'; it has, for example, '",
			);
			expect(await table().rows()).toEqual([]);
		});

		it('a user is found by ID, name, or address in any case', async () => {
			await table().addField({ name: 'Owner', type: 'user' });
			const { id, name, email } = await table().server.ask('GET', '/auth/user/me');
			const items = [id, name, String(email).toUpperCase(), { id }].map((Owner) => ({ Owner }));
			const output = await create(items);
			expect(output.error?.message).toBeUndefined();
			expect(output.items.map(({ json }) => (json.Owner as IDataObject).id)).toEqual([
				...[id, id, id, id],
			]);
		});

		it('if the users cannot be read, the answer is compared with what was sent', async () => {
			await table().addField({ name: 'Owner', type: 'user', options: { defaultValue: 'me' } });
			table().server.sandbox.inject({
				...{ method: 'GET', route: '/api/base/:baseId/collaborators/users' },
				...{ kind: 'status', status: 403 },
			});
			const { error } = await create([{ Name: 'x', Owner: 'nobody@example.com' }]);
			expect(error?.message).toContain("did not keep all values of 'Owner' ('nobody@example.com')");
		});

		it('creates a new choice only on request', async () => {
			expect((await create([{ Tags: ['A', 'purple'] }])).error?.message).toContain(
				"It accepts any of 'A', 'B'",
			);
			const { items } = await create([{ Tags: ['A', 'purple'] }], { newChoices: 'create' });
			expect(items[0].json.Tags).toEqual(['A', 'purple']);
		});
	});
});
