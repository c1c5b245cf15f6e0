import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Teable } from '../../../../nodes/Teable/Teable.node.js';
import { toolDescription } from '../../../harness/n8n/asTool';
import { searchList } from '../../../harness/engine';
import { onEachEngine } from '../../../harness/table';

/** The fields of a condition with this operator that have a name, by their types. */
const typesShown = (description: INodeTypeDescription, name: string, operator: string) => {
	const isShown = (parameters: INodeParameters, property: INodeProperties) =>
		NodeHelpers.displayParameter(parameters, property, null, description);
	const shown = { resource: 'record', operation: 'getAll', filterBy: 'conditions' };
	const lists = description.properties.filter(
		(property) => property.name === 'conditions' && isShown(shown, property),
	);
	return lists
		.flatMap(({ options }) => (options as INodePropertyCollection[])[0].values)
		.filter((value) => value.name === name && isShown({ operator }, value))
		.map(({ type }) => type);
};

describe('a field of a condition', () => {
	const node = new Teable().description;
	const tool = toolDescription(node);

	it.each(['isChoice', '={{ $json.operator }}'])('is there once where the operator is %s', (op) => {
		expect(typesShown(node, 'choice', op)).toEqual(['options']);
		expect(typesShown(tool, 'choice', op)).toEqual(['resourceLocator']);
		expect(typesShown(node, 'fieldId', op)).toEqual(['options']);
		expect(typesShown(tool, 'fieldId', op)).toEqual(['resourceLocator']);
	});
});

/** The groups of fields of which a user adds rows, at every depth. */
const rowsIn = (properties: INodeProperties[]): INodePropertyCollection[] =>
	properties.flatMap(({ type, options = [] }) => {
		if (type === 'collection') return rowsIn(options as INodeProperties[]);
		if (type !== 'fixedCollection') return [];
		const groups = options as INodePropertyCollection[];
		return [...groups, ...groups.flatMap(({ values }) => rowsIn(values))];
	});

it('A new row is empty: n8n gave its menus the default of the last field of that name, the locator for tools', () => {
	const rows = rowsIn(new Teable().description.properties);
	expect(rows.length).toBeGreaterThan(10);
	for (const { values } of rows) {
		for (const { name, default: last } of values) {
			const defaults = values.filter((other) => other.name === name).map((other) => other.default);
			expect([name, defaults]).toEqual([name, defaults.map(() => last)]);
		}
	}
});

describe("n8n's dynamic menus, which are locators in a tool so that a model can define them", () => {
	onEachEngine((table) => {
		const chosen = (value: string) => ({ __rl: true, mode: 'list', value });
		const typed = (value: string) => ({ __rl: true, mode: 'id', value });

		const output = async (operation: string, parameters: INodeParameters, input = {}) => {
			const { items } = await table().run(operation, parameters, {
				items: [input],
				asTool: true,
			});
			return items.map(({ json }) => json);
		};

		const names = async (condition: INodeParameters, sort: INodeParameters, input = {}) => {
			const found = await output(
				'getAll',
				{
					filterBy: 'conditions',
					conditions: { condition: [condition] },
					sort: { field: [sort] },
				},
				input,
			);
			return found.map(({ Name, error }) => Name ?? error);
		};

		beforeEach(async () => {
			await table().fill([
				{ Name: 'Alpha', Amount: 1, Due: '2026-01-02' },
				{ Name: 'Beta', Amount: 2, Due: '2026-03-04' },
				{ Name: 'Gamma', Amount: 3 },
			]);
		});

		it('contain what was chosen from their lists', async () => {
			expect(
				await names(
					{
						fieldId: chosen(`${table().field('Amount')} Amount`),
						operator: chosen('isGreater'),
						value: '1',
					},
					{ fieldId: chosen(`${table().field('Name')} Name`), direction: 'desc' },
				),
			).toEqual(['Gamma', 'Beta']);
		});

		it("contain the model's value, and answer if it is not a field or operator", async () => {
			const condition = {
				fieldId: typed('={{ $json.field }}'),
				operator: typed('={{ $json.operator }}'),
				value: '={{ $json.value }}',
			};
			const ask = async (field: string, operator: string, value: string) =>
				await names(condition, { fieldId: typed('Name') }, { field, operator, value });
			expect(await ask('Amount', 'isLess', '3')).toEqual(['Alpha', 'Beta']);
			expect(await ask('Due', 'isBefore', '2026-02-01')).toEqual(['Alpha']);
			expect(await ask('Sum', 'is', '3')).toEqual([
				expect.stringContaining("'Filter' contains 'Sum'"),
			]);
			expect(await ask('Amount', 'equals', '3')).toEqual([
				expect.stringContaining('Its operators are'),
			]);
		});

		it('contain the text that a tool saved with the menus before', async () => {
			expect(
				await names(
					{ fieldId: `${table().field('Due')} Due`, operator: 'isDate', date: '2026-03-04' },
					{ fieldId: 'Name' },
				),
			).toEqual(['Beta']);
		});

		it('ask for a date if the chosen operator compares one', async () => {
			expect(
				await names(
					{
						fieldId: chosen(`${table().field('Due')} Due`),
						operator: chosen('isBefore'),
						mode: 'exactDate',
						date: '2026-02-01',
					},
					{ fieldId: chosen('Name') },
				),
			).toEqual(['Alpha']);
		});

		it('are used in calculations and options too', async () => {
			const figures = {
				figure: [{ fieldId: chosen(`${table().field('Amount')} Amount`), function: chosen('sum') }],
			};
			const options = { search: 'Alpha', searchField: typed('Name') };
			expect(await output('aggregate', { figures, options })).toEqual([
				{ values: { Amount: { sum: 1 } } },
			]);
		});

		const search = async (method: string, more: INodeParameters, filter?: string) => {
			const { credentials } = table().server;
			const parameters = table().target('getAll', {
				...{ authentication: 'accessToken', filterBy: 'conditions' },
				...more,
			});
			const path = 'parameters.conditions.condition[0].operator';
			const { results } = await searchList(
				method,
				{ parameters, credentials, asTool: true },
				filter,
				path,
			);
			return results.map(({ name }) => name);
		};

		it('list and search what the menus list', async () => {
			expect(await search('getField', {})).toContain('Due (date)');
			expect(await search('getField', {}, 'STAT')).toEqual(['Status (single select)']);
			const conditions = { condition: [{ fieldId: chosen(`${table().field('Paid')} Paid`) }] };
			expect(await search('getOperators', { conditions })).toEqual(['Is']);
		});

		it('say what to choose first', async () => {
			const tableId = { __rl: true, mode: 'list', value: '' };
			await expect(search('getField', { tableId })).rejects.toThrow('Choose a table first.');
			const conditions = { condition: [{}] };
			await expect(search('getOperators', { conditions })).rejects.toThrow('Choose a field first.');
		});
	});
});
