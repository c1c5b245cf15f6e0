import type { IDataObject } from 'n8n-workflow';

import { conditions, json, where } from '../../../../../harness/filters';
import { onEachEngine } from '../../../../../harness/table';
import { filtered } from './filtered';

const ROUTE = '/api/table/:tableId/record';
const USERS = '/api/base/:baseId/collaborators/users';

describe('A filter accepts the titles of linked records, and the names and addresses of users', () => {
	onEachEngine((table) => {
		let linkedId: string;
		let user: { id: string; name: string; email: string };

		const { names, failure } = filtered(table);

		const addCompanies = async (...titles: string[]) => {
			const { records } = (await table().server.ask('POST', `/table/${linkedId}/record`, {
				fieldKeyType: 'name',
				records: titles.map((Company) => ({ fields: { Company } })),
			})) as unknown as { records: Array<{ id: string }> };
			return records.map(({ id }) => id);
		};

		beforeEach(async () => {
			const fields = await table().server.ask('GET', `/table/${table().id}/field`);
			const link = (fields as unknown as IDataObject[]).find(({ name }) => name === 'Companies');
			linkedId = String((link?.options as IDataObject).foreignTableId);
			await table().addField({
				name: 'Supplier',
				type: 'link',
				options: { relationship: 'manyOne', foreignTableId: linkedId, isOneWay: true },
			});
			await table().addField({ name: 'Owner', type: 'user', options: { isMultiple: false } });
			await table().addField({ name: 'Team', type: 'user', options: { isMultiple: true } });
			user = (await table().server.ask('GET', '/auth/user/me')) as unknown as typeof user;
			const me = { id: user.id, title: user.name };
			const { Acme, Globex } = table().companies;
			await table().fill([
				{ Name: 'acme', Companies: [{ id: Acme }], Supplier: { id: Acme }, Owner: me },
				{ Name: 'both', Companies: [{ id: Acme }, { id: Globex }], Supplier: { id: Globex } },
				{ Name: 'none', Team: [me] },
			]);
			table().server.sandbox.resetRequests();
		});

		it.each([
			['Supplier', 'is', 'Acme', ['acme']],
			['Supplier', 'isNot', 'Acme', ['both', 'none']],
			['Supplier', 'isAnyOf', 'Acme, Globex', ['acme', 'both']],
			['Supplier', 'isNoneOf', 'Globex', ['acme', 'none']],
			['Companies', 'hasAnyOf', 'Globex', ['both']],
			['Companies', 'hasAllOf', 'Acme, Globex', ['both']],
			['Companies', 'isExactly', 'Acme', ['acme']],
			['Companies', 'isNotExactly', '["Acme"]', ['both', 'none']],
			['Companies', 'hasNoneOf', 'Globex', ['acme', 'none']],
			['Companies', 'contains', 'lob', ['both']],
		])('%s %s %s', async (field, operator, value, found) => {
			expect(await names(where(field, operator, value))).toEqual(found);
		});

		it('titles and IDs can be mixed, in JSON and in groups too', async () => {
			const { Acme, Globex } = table().companies;
			const filter = {
				conjunction: 'or',
				filterSet: [
					{ fieldId: 'Supplier', operator: 'is', value: { id: Acme } },
					{
						conjunction: 'and',
						filterSet: [
							{ fieldId: 'Companies', operator: 'hasAllOf', value: ['Acme', Globex] },
							{ fieldId: 'Supplier', operator: 'is', value: 'Globex' },
						],
					},
				],
			};
			expect(await names(json(filter))).toEqual(['acme', 'both']);
		});

		it('a user is found by name, address in any case, ID, or Me', async () => {
			for (const value of [user.name, user.email.toUpperCase(), user.id, 'Me']) {
				expect(await names(where('Owner', 'is', value))).toEqual(['acme']);
				expect(await names(where('Team', 'hasAnyOf', value))).toEqual(['none']);
			}
			expect(await names(where('Owner', 'isNot', user.name))).toEqual(['both', 'none']);
		});

		it('if two linked records have the same title, both count', async () => {
			const [second] = await addCompanies('Acme');
			await table().fill([
				{ Name: 'second', Companies: [{ id: second }], Supplier: { id: second } },
			]);
			expect(await names(where('Supplier', 'is', 'Acme'))).toEqual(['acme', 'second']);
			expect(await names(where('Supplier', 'isNot', 'Acme'))).toEqual(['both', 'none']);
			expect(await names(where('Companies', 'hasAnyOf', 'Acme'))).toEqual([
				...['acme', 'both', 'second'],
			]);
			expect(await names(where('Companies', 'hasNoneOf', 'Acme'))).toEqual(['none']);
			expect(await failure(where('Companies', 'isExactly', 'Acme'))).toContain(
				"with the operator 'isExactly': 'Acme'. 2 linked records are named 'Acme' (",
			);
		});

		it('a title may contain a comma, and titles are case-sensitive', async () => {
			const [comma, lower] = await addCompanies('Acme, Inc.', 'acme');
			await table().fill([
				{ Name: 'comma', Companies: [{ id: comma }] },
				{ Name: 'lower', Companies: [{ id: lower }] },
			]);
			expect(await names(where('Companies', 'hasAnyOf', 'Acme, Inc.'))).toEqual(['comma']);
			expect(await names(where('Companies', 'hasAnyOf', 'acme'))).toEqual(['lower']);
		});

		it('an unknown title or name is an error that lists similar ones, and no record is requested', async () => {
			const { Acme } = table().companies;
			expect(await failure(where('Supplier', 'is', 'Akme'))).toContain(
				`'Filter' has a value that isn't valid for the column 'Supplier' (link) with the operator 'is': 'Akme'. The linked table has no record 'Akme'; it has, for example, 'Acme' (${Acme})`,
			);
			expect(await failure(where('Companies', 'hasAnyOf', 'Acme, Akme'))).toContain(
				"The linked table has no record 'Akme'",
			);
			expect(await failure(where('Owner', 'is', 'nobody@example.com'))).toContain(
				"This base has no user 'nobody@example.com'; it has, for example, '",
			);
			const paths = table().server.sandbox.requests.map(({ url }) => url.split('?')[0]);
			expect(paths).not.toContain(`/api/table/${table().id}/record`);
		});

		it('IDs need no extra request, and names are looked up once for all items', async () => {
			await names(where('Supplier', 'is', table().companies.Acme));
			const plain = table().server.sandbox.requests.length;
			table().server.sandbox.resetRequests();
			const items = Array.from({ length: 50 }, (_, index) => ({ index }));
			const columns = table().columns({ Amount: 1 });
			const parameters = {
				...{ findBy: 'filter', ...where('Supplier', 'is', 'Acme'), ...columns },
			};
			const { items: changed } = await table().run('update', parameters, { items });
			expect(changed).toHaveLength(50);
			expect(plain).toBeLessThan(5);
			const reads = table().server.sandbox.requests.filter(({ method }) => method === 'GET');
			expect(reads.length).toBeLessThan(12);
		});

		it('if the linked table or the users cannot be read, the error asks for the ID', async () => {
			const { sandbox } = table().server;
			const refused = { method: 'GET', kind: 'status' as const, status: 403, times: Infinity };
			sandbox.inject({ ...refused, route: USERS });
			expect(await failure(where('Owner', 'is', user.name))).toContain(
				'Use the ID of a user (usr…), because this credential cannot read the users of the base.',
			);
			expect(await names(where('Owner', 'is', user.id))).toEqual(['acme']);
			sandbox.inject({ ...refused, route: ROUTE });
			expect(await failure(where('Supplier', 'is', 'Acme'))).toContain(
				'Use the ID of a linked record (rec…), because this credential cannot read the linked table.',
			);
		});

		it('titles also work when counting records', async () => {
			const filter = conditions({ fieldId: 'Supplier', operator: 'is', value: 'Acme' });
			expect(await table().output('count', filter)).toEqual([{ count: 1 }]);
		});
	});
});
