import type { Table } from '../state';
import type { TableTerms } from '../teable/tables/tables';

const choices = (...names: string[]) => ({ choices: names.map((name) => ({ name })) });
const rows = (...records: Array<Record<string, unknown>>) => records.map((fields) => ({ fields }));

export const COMPANIES: TableTerms = {
	name: 'Companies',
	fields: [
		{ name: 'Company', type: 'singleLineText' },
		{
			name: 'Revenue',
			type: 'number',
			options: { formatting: { type: 'currency', precision: 2, symbol: '$' } },
		},
	],
	records: rows(
		{ Company: 'Acme', Revenue: 1000 },
		{ Company: 'Globex', Revenue: 250.5 },
		{ Company: 'Initech' },
	),
};

/** Contacts link to companies and back. */
export const contacts = (companies: Table): TableTerms => ({
	name: 'Contacts',
	fields: [
		{ name: 'Name', type: 'singleLineText' },
		{ name: 'Email', type: 'singleLineText' },
		{ name: 'Notes', type: 'longText' },
		{ name: 'Status', type: 'singleSelect', options: choices('Lead', 'Customer', 'Lost') },
		{ name: 'Tags', type: 'multipleSelect', options: choices('Partner', 'VIP', 'Press') },
		{
			name: 'Company',
			type: 'link',
			options: { relationship: 'manyOne', foreignTableId: companies.id },
		},
		{ name: 'Owner', type: 'user', options: { isMultiple: false, shouldNotify: false } },
		{ name: 'Files', type: 'attachment' },
		{ name: 'Created', type: 'createdTime' },
		{ name: 'Modified', type: 'lastModifiedTime' },
	],
	records: rows(
		{ Name: 'Ada Lovelace', Email: 'ada@example.com', Status: 'Customer', Company: 'Acme' },
		{ Name: 'Grace Hopper', Email: 'grace@example.com', Status: 'Lead', Company: 'Globex' },
	),
});

export const TASKS: TableTerms = {
	name: 'Tasks',
	fields: [
		{ name: 'Task', type: 'singleLineText' },
		{ name: 'Due', type: 'date' },
		{ name: 'Done', type: 'checkbox' },
		{ name: 'Stars', type: 'rating' },
		{ name: 'No', type: 'autoNumber' },
	],
	records: rows(
		{ Task: 'Write the report', Due: '2026-12-01T00:00:00.000Z', Stars: 3 },
		{ Task: 'Call Acme', Done: true },
	),
};
