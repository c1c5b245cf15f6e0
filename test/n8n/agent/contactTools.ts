import type { INode, INodeParameters } from 'n8n-workflow';

import { fromModel, teableTool } from './workflow';

const locator = (mode: 'id' | 'list' | 'url', value: string): INodeParameters => ({
	__rl: true,
	mode,
	value,
});

/** The tools of an agent that manages the contacts and the access tokens. */
export function contactTools(tableId: string): INode[] {
	const contacts = { resource: 'record', tableId: locator('list', tableId) };
	return [
		teableTool('Get access token', {
			resource: 'accessToken',
			operation: 'get',
			accessTokenId: locator('id', fromModel('Access_Token', 'The ID of the token (acc…)')),
		}),
		teableTool('Get access tokens', { resource: 'accessToken', operation: 'getAll' }),
		teableTool('Search contacts', {
			...contacts,
			operation: 'getAll',
			descriptionType: 'manual',
			toolDescription: 'Searches the contacts of the company: people, with Name, Email and Status',
			filterBy: 'json',
			filterJson: fromModel(
				'Filter',
				'{"conjunction": "and" or "or", "filterSet": [{"fieldId": name of a column, "operator": e.g. "is", "value": what to compare with}]}',
				'json',
			),
		}),
		teableTool('Search contacts in order', {
			...contacts,
			operation: 'getAll',
			filterBy: 'conditions',
			conditions: {
				condition: [
					{
						fieldId: locator('id', fromModel('condition0_Field', 'The name of a column')),
						operator: locator('id', fromModel('condition0_Operator', 'How to compare, e.g. is')),
						value: fromModel('condition0_Value', 'What to compare with'),
					},
				],
			},
			sort: {
				field: [
					{
						fieldId: locator('id', fromModel('field0_Field', 'The column to sort by')),
						direction: fromModel('field0_Direction', 'asc or desc'),
					},
				],
			},
		}),
		teableTool('Count records of any table', {
			resource: 'record',
			operation: 'count',
			tableId: locator('id', fromModel('Table', 'The ID of the table (tbl…)')),
		}),
		teableTool('Add contact', {
			...contacts,
			operation: 'create',
			columns: {
				mappingMode: 'defineBelow',
				value: {
					Name: fromModel('Name', 'First and last name'),
					Email: fromModel('Email', 'Empty if it is not known'),
					Status: fromModel('Status', 'How far the contact has come'),
				},
				matchingColumns: [],
				schema: [],
			},
			options: { strict: true },
		}),
	];
}
