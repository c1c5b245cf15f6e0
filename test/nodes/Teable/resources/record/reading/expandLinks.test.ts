import { range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../../harness/table';

const FIELDS = '/api/table/:tableId/field';
const RECORDS = '/api/table/:tableId/record';

describe('Get and Get Many with expanded links', () => {
	onEachEngine((table) => {
		let companiesId: string;

		beforeEach(async () => {
			const link = `/table/${table().id}/field/${table().field('Companies')}`;
			const { options } = await table().server.ask('GET', link);
			companiesId = String((options as IDataObject).foreignTableId);
			await table().server.ask('POST', `/table/${companiesId}/field`, {
				...{ name: 'City', type: 'singleLineText' },
			});
			await table().server.ask('PATCH', `/table/${companiesId}/record`, {
				records: [{ id: table().companies.Acme, fields: { City: 'Berlin' } }],
			});
		});

		const target = (options: INodeParameters) => table().target('getAll', { options });

		const list = async (options: INodeParameters) =>
			await table().server.output(
				'getAll',
				target({ fieldsToReturn: 'Name, Companies', ...options }),
			);

		const linkTo = (...names: string[]) => names.map((name) => ({ id: table().companies[name] }));

		const companies = async (count: number) => {
			const { records } = await table().server.ask('POST', `/table/${companiesId}/record`, {
				records: range(count).map((index) => ({ fields: { Company: `Company ${index}` } })),
			});
			return (records as IDataObject[]).map(({ id }) => ({ id: String(id) }));
		};

		it('return the fields of each linked record instead of its title, all or the chosen ones', async () => {
			const { Acme, Globex } = table().companies;
			const [id] = await table().fill([{ Name: 'A', Companies: linkTo('Acme', 'Globex') }, {}]);
			expect(await list({ expandedLinks: [] })).toMatchObject([
				{
					...{ id, Name: 'A' },
					Companies: [
						{ id: Acme, Company: 'Acme', City: 'Berlin' },
						{ id: Globex, Company: 'Globex', City: null },
					],
				},
				{ Name: null, Companies: null },
			]);
			const [{ Companies }] = await list({ expandedLinks: ['Companies'], linkedFields: 'City' });
			expect(Companies).toEqual([
				{ id: Acme, City: 'Berlin' },
				{ id: Globex, City: null },
			]);
			const get = table().target('get', {
				recordId: { __rl: true, mode: 'id', value: id },
				options: { linkedFields: 'City', leaveOutEmpty: true, fieldsToReturn: ['Name'] },
			});
			expect(await table().server.output('get', get)).toEqual([
				{ id, Name: 'A', Companies: [{ id: Acme, City: 'Berlin' }, { id: Globex }] },
			]);
		});

		it('return one record, not a list, if the link has one', async () => {
			await table().addField({
				...{ name: 'Employer', type: 'link' },
				options: { relationship: 'manyOne', foreignTableId: companiesId, isOneWay: true },
			});
			await table().fill([{ Employer: linkTo('Acme')[0] }]);
			expect(await list({ expandedLinks: 'Employer', linkedFields: 'Company' })).toMatchObject([
				{ Employer: { id: table().companies.Acme, Company: 'Acme' } },
			]);
		});

		it('return a separate copy of linked records for each item, because the next node may change them', async () => {
			await table().fill([{ Companies: linkTo('Acme') }, { Companies: linkTo('Acme') }]);
			const [first, second] = await list({ expandedLinks: [] });
			expect(first.Companies).toEqual(second.Companies);
			expect((first.Companies as unknown[])[0]).not.toBe((second.Companies as unknown[])[0]);
		});

		it('ask for the linked records of all items at once, each one once, 200 per request', async () => {
			const made = await companies(300);
			await table().fill(range(900).map((index) => ({ Companies: [made[index % 300]] })));
			table().server.sandbox.resetRequests();
			const options = { expandedLinks: [], fieldsToReturn: ['Name'] };
			const given = table().target('getAll', { returnAll: true, options });
			const records = await table().server.output('getAll', given);
			expect(records).toHaveLength(900);
			expect(records[899]).toMatchObject({ Companies: [{ ...made[299], Company: 'Company 299' }] });
			const reads = table().server.sandbox.requests.filter(({ route }) => route === RECORDS);
			expect(reads.filter(({ url }) => url.includes(companiesId))).toHaveLength(1);
		});

		it('read the whole linked table if that takes fewer requests', async () => {
			const made = await companies(700);
			await table().fill([{ Companies: made }]);
			table().server.sandbox.resetRequests();
			const [{ Companies }] = await list({ expandedLinks: [], linkedFields: 'Company' });
			expect(Companies).toHaveLength(700);
			expect((Companies as IDataObject[])[699]).toEqual({ ...made[699], Company: 'Company 699' });
			const urls = table().server.sandbox.requests.map(({ url }) => url);
			expect(urls.filter((url) => url.includes(`${companiesId}/record`))).toHaveLength(1);
		});

		it('return what Update accepts, which keeps the links', async () => {
			const [id] = await table().fill([{ Name: 'A', Companies: linkTo('Acme', 'Globex') }]);
			const items = await list({ expandedLinks: [] });
			const update = table().target('update', table().automatic(['id']));
			await table().server.output('update', update, { items });
			expect(await table().rows()).toMatchObject([
				{ id, Companies: [{ title: 'Acme' }, { title: 'Globex' }] },
			]);
		});

		it.each([
			['fields', FIELDS],
			['records', RECORDS],
		])('name the link whose table the credential may not read: its %s', async (_what, route) => {
			await table().fill([{ Companies: linkTo('Acme') }]);
			const fault = { method: 'GET', route, kind: 'status', status: 403, after: 1 } as const;
			table().server.sandbox.inject(fault);
			const given = { ...target({ expandedLinks: [] }), limit: 1 };
			expect(await table().server.failure('getAll', given)).toBe(
				"'Expand Link Names or IDs' includes 'Companies', but this credential can't access the linked table. Give the credential access to the linked table's base, or choose other links.",
			);
		});

		it.each([
			[
				{ expandedLinks: ['Name'] },
				"'Expand Link Names or IDs' contains 'Name', which is not a link field. Choose link fields, or leave it empty for all links.",
			],
			[
				{ linkedFields: 'Town' },
				"'Linked Fields' contains 'Town', which the linked table doesn't have. Its fields are 'Company', 'City'.",
			],
			[
				{ linkedFields: 'City', values: 'text' },
				"'Expand Link Names or IDs' can't be used with 'Value Format' set to Formatted Text. Set 'Value Format' to Raw.",
			],
		] as Array<[INodeParameters, string]>)(
			'refuse %j with an explanation',
			async (options, message) => {
				expect(await table().server.failure('getAll', target(options))).toBe(message);
				expect(table().server.sandbox.count('GET', RECORDS)).toBe(0);
			},
		);
	});
});
