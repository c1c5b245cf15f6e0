import type { INode, INodeParameters } from 'n8n-workflow';

import { fromModel, teableTool } from './workflow';

const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

const TABLE = byId(fromModel('Table', 'The ID of the table (tbl…)'));

const byName = (name: string): INodeParameters => ({
	__rl: true,
	mode: 'name',
	value: fromModel(name, `The name of the ${name.toLowerCase()}`),
});

/** The tools of an agent that manages the tables of a base, and finds records in any table by its name. */
export const structureTools = (baseId: string): INode[] => [
	teableTool('List tables', { resource: 'table', operation: 'getAll', baseId: byId(baseId) }),
	teableTool('Describe table', {
		...{ resource: 'table', operation: 'get', baseId: byId(baseId), tableId: TABLE },
	}),
	teableTool('Find records', {
		...{ resource: 'record', operation: 'getAll' },
		...{ baseId: byName('Base'), tableId: byName('Table'), filterBy: 'conditions' },
		conditions: {
			condition: [
				{
					fieldId: byId(fromModel('condition0_Field', 'The name of a column')),
					operator: byId(fromModel('condition0_Operator', 'How to compare, e.g. is')),
					value: fromModel('condition0_Value', 'What to compare with'),
				},
			],
		},
	}),
	teableTool('Create table', {
		...{ resource: 'table', operation: 'create', baseId: byId(baseId) },
		name: fromModel('Name', 'The name of the table'),
		fieldsFrom: 'json',
		fieldsJson: fromModel(
			'Fields',
			'A list of fields, e.g. [{"name": "Title", "type": "singleLineText"}]',
			'json',
		),
	}),
	teableTool('Add number field', {
		...{ resource: 'field', operation: 'create', tableId: TABLE, type: 'number', precision: 0 },
		name: fromModel('Name', 'The name of the field'),
	}),
	teableTool('Add book', {
		...{ resource: 'record', operation: 'create', tableId: TABLE },
		columns: {
			mappingMode: 'defineBelow',
			value: {
				Title: fromModel('Title', 'The title of the book'),
				Pages: fromModel('Pages', 'How many pages it has', 'number'),
			},
			matchingColumns: [],
			schema: [],
		},
	}),
];
