import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const DUPLICATE = '/api/table/:tableId/field/:fieldId/duplicate';

describe('Field: Duplicate', () => {
	onEachEngine((table) => {
		const target = (field: string, name: string, more: INodeParameters = {}): INodeParameters => ({
			...table().target('duplicate', { name, ...more }),
			...{ resource: 'field', fieldId: { __rl: true, mode: 'name', value: field } },
		});

		const duplicate = async (field: string, name = 'Copy') => {
			const [copy] = await table().server.output('duplicate', target(field, name));
			return copy;
		};

		it('copies a field with its options and values, which are complete when it ends', async () => {
			await table().fill([{ Status: 'Todo' }, {}, { Status: 'Done' }]);
			const copy = await duplicate('Status');
			expect(copy).toMatchObject({
				...{ name: 'Copy', type: 'singleSelect' },
				options: { choices: [{ name: 'Todo' }, { name: 'Done' }] },
			});
			const [first, second, third] = await table().rows();
			expect([first.Copy, second.Copy, third.Copy]).toEqual(['Todo', undefined, 'Done']);
		});

		it.each<[string, IDataObject[string]]>([
			['Paid', true],
			['Tags', ['A', 'B']],
			['Stars', 3],
		])('waits for the values of %s', async (field, value) => {
			await table().fill([{ [field]: value }, {}]);
			await duplicate(field);
			expect((await table().rows())[0].Copy).toEqual(value);
		});

		it('copies the primary field, and a formula, which has no values to wait for', async () => {
			await table().fill([{ Name: 'a', Amount: 2 }]);
			expect(await duplicate('Name')).not.toHaveProperty('isPrimary');
			expect(await duplicate('Double', 'Twice')).toMatchObject({ type: 'formula' });
			expect(await table().rows()).toMatchObject([{ Copy: 'a', Twice: 4 }]);
		});

		it('refuses a name that is in use', async () => {
			const { server } = table();
			expect(await server.failure('duplicate', target('Amount', 'Name'))).toContain(
				"'Name' is 'Name', but the table already has a field with this name (fld",
			);
			expect(server.sandbox.count('POST', DUPLICATE)).toBe(0);
		});

		it('finds the copy if the answer is lost, and creates no other', async () => {
			const { sandbox } = table().server;
			sandbox.inject({ method: 'POST', route: DUPLICATE, kind: 'resetAfter' });
			expect(await duplicate('Amount')).toMatchObject({ name: 'Copy', type: 'number' });
			expect(sandbox.count('POST', DUPLICATE)).toBe(1);
		});
	});

	onEachEngine(
		(table) => {
			it('says that the copy exists if its values cannot be counted', async () => {
				await table().fill([{ Amount: 1 }]);
				const { server } = table();
				const route = '/api/table/:tableId/aggregation/row-count';
				server.sandbox.inject({ method: 'GET', route, kind: 'status', status: 403, times: 9 });
				const fieldId = { __rl: true, mode: 'name', value: 'Amount' };
				const more = { resource: 'field', fieldId, name: 'Copy' };
				expect(await server.failure('duplicate', table().target('duplicate', more))).toMatch(
					/^Field 'Copy' \(fld\w{16}\) was created, but some of its values may still be missing: /,
				);
			});
		},
		[['1.10.0', '1.10.0', 'v1']],
	);

	onEachEngine(
		(table) => {
			it('refuses a link from one to many, to which v2 answers 500', async () => {
				const { server } = table();
				const path = `/table/${table().id}/field/${table().field('Companies')}`;
				const { options } = await server.ask('GET', path);
				const { foreignTableId } = options as IDataObject;
				const id = await table().addField({
					...{ name: 'Branches', type: 'link' },
					options: { relationship: 'oneMany', foreignTableId },
				});
				const fieldId = { __rl: true, mode: 'id', value: id };
				const more = { resource: 'field', fieldId, name: 'Copy' };
				expect(await server.failure('duplicate', table().target('duplicate', more))).toBe(
					"'Field' is 'Branches', a one-to-many link, which this Teable server can't copy. Create another link with Create, and copy its values with Get Many and Update.",
				);
				expect(server.sandbox.count('POST', DUPLICATE)).toBe(0);
			});
		},
		[['2026-07, v2', '2026-07', 'v2']],
	);
});
