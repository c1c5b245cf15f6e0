import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const FIELD = '/api/table/:tableId/field/:fieldId';

describe('Field: Delete', () => {
	onEachEngine((table) => {
		const target = (field: string, more: INodeParameters = {}): INodeParameters => ({
			...table().target('delete', more),
			...{ resource: 'field', fieldId: { __rl: true, mode: 'name', value: field } },
		});

		const names = async () =>
			(
				(await table().server.ask('GET', `/table/${table().id}/field`)) as unknown as IDataObject[]
			).map(({ name }) => name);

		const refusal = async (field: string, more: INodeParameters = {}) => {
			const message = await table().server.failure('delete', target(field, more));
			expect(table().server.sandbox.count('DELETE', FIELD)).toBe(0);
			return message;
		};

		const foreignId = async () => {
			const path = `/table/${table().id}/field/${table().field('Companies')}`;
			const { options } = await table().server.ask('GET', path);
			return String((options as IDataObject).foreignTableId);
		};

		it('deletes an unused field', async () => {
			expect(await table().server.output('delete', target('Tags'))).toEqual([
				{ id: table().field('Tags'), deleted: true },
			]);
			expect(await names()).not.toContain('Tags');
			expect(table().server.sandbox.count('DELETE', FIELD)).toBe(1);
		});

		it('refuses the primary field', async () => {
			const options = { deleteIfUsed: true };
			expect(await refusal('Name', { options })).toBe(
				"'Field' is 'Name', the primary field, which can't be deleted. Choose another field, or rename this one with Update.",
			);
		});

		it('names the views and formulas that use the field', async () => {
			const id = table().field('Amount');
			await table().server.ask('POST', `/table/${table().id}/view`, {
				...{ name: 'Large', type: 'grid' },
				filter: {
					conjunction: 'and',
					filterSet: [{ fieldId: id, operator: 'isGreater', value: 1 }],
				},
				sort: { sortObjs: [{ fieldId: id, order: 'asc' }] },
			});
			expect(await refusal('Amount')).toBe(
				"'Field' is 'Amount', which is used by the filter and sort of the view 'Large', the formula 'Double'. Change these first, or turn on 'Delete Even If Used' under 'Options'.",
			);
		});

		it('names the lookups of other tables, and what uses the other side of a link', async () => {
			const foreignTableId = await foreignId();
			const link = await table().server.ask('POST', `/table/${foreignTableId}/field`, {
				...{ name: 'Orders', type: 'link' },
				options: { relationship: 'manyMany', foreignTableId: table().id },
			});
			const lookupOptions = {
				...{ foreignTableId: table().id, linkFieldId: link.id },
				lookupFieldId: table().field('Amount'),
			};
			await table().server.ask('POST', `/table/${foreignTableId}/field`, {
				...{ name: 'Total', type: 'rollup', lookupOptions },
				options: { expression: 'sum({values})' },
			});
			expect(await refusal('Amount')).toContain(
				"the formula 'Double', the rollup 'Total' in table 'Linked companies'.",
			);
			expect(await refusal('Linked companies')).toContain(
				"is used by the link 'Orders' in table 'Linked companies', the rollup 'Total' in table 'Linked companies'.",
			);
		});

		it('deletes a used field on request', async () => {
			const options = { deleteIfUsed: true };
			await table().server.output('delete', target('Amount', { options }));
			expect(await names()).not.toContain('Amount');
		});

		it('detects that a field was deleted if the answer is lost', async () => {
			table().server.sandbox.inject({ method: 'DELETE', route: FIELD, kind: 'resetAfter' });
			expect(await table().server.output('delete', target('Tags'))).toHaveLength(1);
			expect(table().server.sandbox.count('DELETE', FIELD)).toBe(1);
		});

		it('can be undone', async () => {
			const [id] = await table().fill([{ Tags: ['A'] }]);
			const run = { executionId: '231' };
			const options = { canBeUndone: true };
			await table().server.run('delete', target('Tags', { options }), run);
			expect(await names()).not.toContain('Tags');
			const undo = table().target('undoExecution', { resource: 'table', execution: 'other' });
			await table().server.run('undoExecution', { ...undo, executionId: '231' }, run);
			expect(await table().rows()).toMatchObject([{ id, Tags: ['A'] }]);
		});

		it('says that the table does not have the field', async () => {
			expect(await refusal('Nonsense')).toContain(
				"'Field' is 'Nonsense', which the table doesn't have.",
			);
		});
	});

	onEachEngine(
		(table) => {
			it('names the automations that use the field', async () => {
				const { server } = table();
				const id = table().field('Tags');
				const route = '/api/table/:tableId/field/delete-references';
				const body = { [id]: { workflowNodes: [{}, {}] } };
				server.sandbox.inject({ method: 'GET', route, kind: 'status', status: 200, body });
				const fieldId = { __rl: true, mode: 'id', value: id };
				const parameters = table().target('delete', { resource: 'field', fieldId });
				expect(await server.failure('delete', parameters)).toContain(
					"'Field' is 'Tags', which is used by 2 automation steps.",
				);
			});
		},
		[['2026-07, v2', '2026-07', 'v2']],
	);
});
