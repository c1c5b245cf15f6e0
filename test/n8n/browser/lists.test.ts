import axios from 'axios';
import type { Page } from 'playwright-core';

import type { Named } from '../../../demo/examples';
import { addTeableNode, newWorkflow, openEditor, SET_UP_MS, type Editor } from './editor';
import {
	choose,
	chooseFromList,
	chooseSeveral,
	executeStep,
	giveBy,
	namesInList,
	parameter,
	problemOf,
	type,
} from './panel';

describe('what a node works on, chosen in its panel', () => {
	let editor: Editor;
	let page: Page;

	beforeAll(async () => {
		editor = await openEditor({ withCredentials: true });
		({ page } = editor);
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	it('is a base and a table from searchable lists', async () => {
		await open('Get many records');
		expect(await namesInList(parameter(page, 'Base'))).toEqual(['CRM', 'Projects']);
		await chooseFromList(parameter(page, 'Base'), 'CRM', 'cr');
		expect(await namesInList(parameter(page, 'Table'))).toEqual(['Companies', 'Contacts']);
		await chooseFromList(parameter(page, 'Table'), 'Contacts', 'cont');
		expect(await columnOf('Name')).toEqual(['Ada Lovelace', 'Grace Hopper']);
	});

	it('is a table by URL, with an error for an invalid URL', async () => {
		await open('Get many records');
		await giveBy(parameter(page, 'Table'), 'By URL', `${editor.sandbox.url}/space`);
		expect(await problemOf(parameter(page, 'Table'))).toContain(
			'This is not the URL of a table in Teable',
		);

		await giveBy(parameter(page, 'Table'), 'By URL', addressOfContacts());
		expect(await columnOf('Name')).toEqual(['Ada Lovelace', 'Grace Hopper']);
	});

	it('is a base and a table by name, also for the lists that depend on them', async () => {
		await open('Aggregate records');
		await giveBy(parameter(page, 'Base'), 'By Name', 'CRM');
		await giveBy(parameter(page, 'Table'), 'By Name', 'Contacts');
		await chooseSeveral(parameter(page, 'Group By Field Names or IDs'), ['Status']);
		expect(await executeStep(page)).toHaveLength(2);
	});

	it("is a view, from the list of the table's views", async () => {
		await createViewOfCustomers();
		await open('Get many records');
		await chooseContacts();
		await chooseFromList(parameter(page, 'View'), 'Customers', 'cust');
		expect(await columnOf('Name')).toEqual(['Ada Lovelace']);
	});

	it('is a record, found by its title or given by URL', async () => {
		await open('Get record');
		await chooseContacts();
		await chooseFromList(parameter(page, 'Record'), 'Grace Hopper', 'grace');
		const [{ id, Name }] = await executeStep(page);
		expect(Name).toBe('Grace Hopper');

		await giveBy(parameter(page, 'Record'), 'By URL', `${addressOfContacts()}?recordId=${id}`);
		expect(await columnOf('Email')).toEqual(['grace@example.com']);
	});

	it('is a field, from the list of suitable fields', async () => {
		await open('Download attachments from record');
		await chooseContacts();
		expect(await namesInList(parameter(page, 'Field'))).toEqual(['Files']);
	});

	it('is a list of only those spaces that the token can access', async () => {
		await open('Create access token', 'Teable Session');
		await type(parameter(page, 'Name'), 'Made in the browser');
		await chooseSeveral(parameter(page, 'Scopes'), ['Record: Read']);
		await choose(parameter(page, 'Access'), 'Selected Spaces');
		await chooseSeveral(parameter(page, 'Space Names or IDs'), ['Second space']);
		const [token] = await executeStep(page);
		expect(token).toMatchObject({ name: 'Made in the browser', scopes: '0:record|read' });
		expect(token.spaceIds).toMatch(/^0:spc\w{16}$/);
		expect(token.hasFullAccess).toBeUndefined();
	});

	it("is an access token, from the list of the account's tokens", async () => {
		await open('Get access token', 'Teable Session');
		const names = await namesInList(parameter(page, 'Access Token'));
		const [name] = names.filter((each) => each.startsWith('Expires soon'));
		expect(name).toMatch(/ \(until 20\d\d-\d\d-\d\d\)$/);
		await chooseFromList(parameter(page, 'Access Token'), name, 'soon');
		expect(await columnOf('id')).toEqual([editor.sandbox.tokens.expiring.id]);
	});

	it('is columns that say what goes in, and that are matched on by their names', async () => {
		await open('Create or update record');
		await chooseContacts();
		const mapper = page.getByTestId('resource-mapper-container');
		await mapper.getByText('Company (title or ID)', { exact: true }).waitFor();
		const matching = await mapper
			.getByTestId('matching-column-select')
			.locator('.el-tag')
			.innerText();
		expect(matching).toMatch(/^Name \(fld\w{16}\)$/);
		await type(parameter(mapper, 'Name (using to match)'), 'Ada Lovelace');
		await type(parameter(mapper, 'Notes'), 'Wrote the first program');
		const [row] = await executeStep(page);
		expect(row).toMatchObject({ action: 'updated', Notes: 'Wrote the first program' });
	});

	it('is records with a choice from the list of those that the field has', async () => {
		await open('Get many records');
		await chooseContacts();
		await choose(parameter(page, 'Filter'), 'Conditions');
		await page.getByText('Add condition').click();
		await choose(parameter(page, 'Field Name or ID'), 'Status (single select)');
		await choose(parameter(page, 'Operator Name or ID'), 'Is');
		await choose(parameter(page, 'Value Name or ID'), 'Customer');
		expect(await columnOf('Name')).toEqual(['Ada Lovelace']);
	});

	it('is one of many bases, tables and columns, in lists that show all of them', async () => {
		await createManyThings();
		await open('Create record');
		const bases = await namesInList(parameter(page, 'Base'));
		expect(bases).toHaveLength(63);
		expect(bases).toEqual(expect.arrayContaining(['Base 60', 'CRM (Demo space)']));
		expect(bases).toContain('CRM (Second space)');
		await chooseFromList(parameter(page, 'Base'), 'Base 60', 'base 60');
		expect(await namesInList(parameter(page, 'Table'))).toHaveLength(61);
		await chooseFromList(parameter(page, 'Table'), 'Wide', 'wid');
		const mapper = page.getByTestId('resource-mapper-container');
		await mapper.getByText('Column 300', { exact: true }).waitFor({ state: 'attached' });
		await type(parameter(mapper, 'Column 300'), 'Last');
	});

	async function open(action: string, credential = 'Teable Access Token') {
		await newWorkflow(page);
		await addTeableNode(page, action);
		await choose(page.getByTestId('node-credentials-select'), credential);
	}

	async function chooseContacts() {
		await chooseFromList(parameter(page, 'Base'), 'CRM');
		await chooseFromList(parameter(page, 'Table'), 'Contacts');
	}

	/** 61 more bases, one with a name that is there already; the last with 61 tables, one of which has 300 columns. */
	async function createManyThings() {
		const { url, tokens } = editor.sandbox;
		const http = axios.create({
			baseURL: `${url}/api`,
			headers: { Authorization: `Bearer ${tokens.full.token}` },
		});
		const { data: spaces } = await http.get<Named[]>('/space');
		const [, { id: spaceId }] = spaces;
		await http.post('/base', { spaceId, name: 'CRM' });
		let base = { id: '' };
		for (let number = 1; number <= 60; number++) {
			({ data: base } = await http.post<Named>('/base', { spaceId, name: `Base ${number}` }));
		}
		const columns = (count: number) =>
			Array.from({ length: count }, (_, index) => ({
				name: `Column ${index + 1}`,
				type: 'singleLineText',
			}));
		for (let number = 1; number <= 60; number++) {
			const table = { name: `Table ${number}`, fields: columns(1), records: [] };
			await http.post(`/base/${base.id}/table`, table);
		}
		await http.post(`/base/${base.id}/table`, { name: 'Wide', fields: columns(300), records: [] });
	}

	/** A view of the contacts that are customers. */
	async function createViewOfCustomers() {
		const { url, tokens } = editor.sandbox;
		const http = axios.create({
			baseURL: `${url}/api/table/${editor.choices.tableId.id}`,
			headers: { Authorization: `Bearer ${tokens.full.token}` },
		});
		const { data: fields } = await http.get<Named[]>('/field');
		const status = fields.find(({ name }) => name === 'Status');
		await http.post('/view', {
			name: 'Customers',
			type: 'grid',
			filter: {
				conjunction: 'and',
				filterSet: [{ fieldId: status?.id, operator: 'is', value: 'Customer' }],
			},
		});
	}

	const columnOf = async (name: string) => (await executeStep(page)).map((row) => row[name]);

	const addressOfContacts = () => {
		const { baseId, tableId } = editor.choices;
		return `${editor.sandbox.url}/base/${baseId.id}/table/${tableId.id}`;
	};
});
