import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachServer } from '../../../harness/server';

/** A locator, or a field, that a model fills with a name. */
const named = (name: string, mode = 'name'): INodeParameters => ({
	__rl: true,
	mode,
	value: `={{ $fromAI('${name}') }}`,
});

const TOOL: INodeParameters = {
	...{ resource: 'record', baseId: named('Base'), tableId: named('Table') },
	filterBy: 'conditions',
	conditions: {
		condition: [{ fieldId: named('Field', 'id'), operator: 'is', value: 'Customer' }],
	},
};

describe('a tool whose base, table and field the model gives by name', () => {
	onEachServer((server) => {
		const find = async (Base: string, Table: string, Field: string): Promise<IDataObject> => {
			const items = [{ Base, Table, Field }];
			const [first] = await server.output('getAll', TOOL, { items, asTool: true });
			return first;
		};

		it('finds the records', async () => {
			expect(await find('CRM', 'Contacts', 'Status')).toMatchObject({ Name: 'Ada Lovelace' });
		});

		it.each([
			['base', 'Crm', 'Contacts', 'Status', "The closest names are 'CRM'"],
			['table', 'CRM', 'Contact', 'Status', "The closest names are 'Contacts'"],
			['field', 'CRM', 'Contacts', 'State', "Its columns are 'Name', 'Email'"],
		])('answers a wrong name of a %s with right ones', async (_, base, table, field, answer) => {
			expect(await find(base, table, field)).toEqual({
				error: expect.stringContaining(answer) as string,
			});
		});
	});
});
