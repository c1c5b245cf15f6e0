import type { IDataObject } from 'n8n-workflow';

import type { Server, TestTable } from '../table';

const choices = [{ name: 'Todo' }, { name: 'Done' }];
const formatting = { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'Europe/Paris' };

/** What a test table lacks to have a column of every writable type, with and without a default. */
export const REMAINING_COLUMNS: IDataObject[] = [
	{ name: 'Owner', type: 'user', options: { isMultiple: false } },
	{ name: 'Team', type: 'user', options: { isMultiple: true } },
	{ name: 'Files', type: 'attachment' },
	{ name: 'Email by default', type: 'singleLineText', options: { defaultValue: 'none' } },
	{ name: 'Notes by default', type: 'longText', options: { defaultValue: 'nothing to note' } },
	{ name: 'Amount by default', type: 'number', options: { defaultValue: 7 } },
	{ name: 'Status by default', type: 'singleSelect', options: { choices, defaultValue: 'Todo' } },
	{ name: 'Tags by default', type: 'multipleSelect', options: { choices, defaultValue: ['Todo'] } },
	{ name: 'Due by default', type: 'date', options: { formatting, defaultValue: 'now' } },
	{ name: 'Paid by default', type: 'checkbox', options: { defaultValue: true } },
	{ name: 'Owner by default', type: 'user', options: { isMultiple: false, defaultValue: 'me' } },
	{ name: 'Team by default', type: 'user', options: { isMultiple: true, defaultValue: ['me'] } },
];

const DUE = '2026-01-15T10:30:00.000Z';

/** A cell for each column. The checkboxes are checked. */
const fullRow = (user: { id: string; title: string }, company: string): IDataObject => ({
	Name: 'Ada',
	Email: 'ada@example.com',
	Amount: 5,
	Status: 'Done',
	Tags: ['A', 'B'],
	Due: DUE,
	Paid: true,
	Stars: 4,
	Notes: 'Likes tea',
	Owner: user,
	Team: [user],
	Companies: [{ id: company }],
	'Email by default': 'ada@example.org',
	'Notes by default': 'Likes coffee',
	'Amount by default': 8,
	'Status by default': 'Done',
	'Tags by default': ['Done'],
	'Due by default': DUE,
	'Paid by default': true,
	'Owner by default': user,
	'Team by default': [user],
});

/** Writes a record with a cell in every column, including a file, without the node. @returns its ID */
export async function fillEveryColumn<On extends Server>(table: TestTable<On>): Promise<string> {
	const { id, name } = await table.server.ask('GET', '/auth/user');
	const user = { id: String(id), title: String(name) };
	const [recordId] = await table.fill([fullRow(user, table.companies.Acme)]);
	const form = new FormData();
	form.append('file', new Blob(['a file']), 'notes.txt');
	const files = table.field('Files');
	await table.server.ask(
		'POST',
		`/table/${table.id}/record/${recordId}/${files}/uploadAttachment`,
		form,
	);
	return recordId;
}
