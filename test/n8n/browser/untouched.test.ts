import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import type { Page } from 'playwright-core';

import type { Sandbox } from '../../../sandbox';
import { fillEveryColumn, REMAINING_COLUMNS } from '../../harness/everyColumn';
import { TestTable } from '../../harness/table';
import { addTeableNode, newWorkflow, openEditor, SET_UP_MS, type Editor } from './editor';
import { choose, chooseFromList, executeStep, parameter, type } from './panel';

describe('a column that the author has not touched', () => {
	let editor: Editor;
	let page: Page;
	let table: TestTable<PastTheEditor>;
	let recordId: string;

	beforeAll(async () => {
		editor = await openEditor({ withCredentials: true });
		({ page } = editor);
		const server = new PastTheEditor(editor.sandbox);
		table = await TestTable.make(server, editor.choices.baseId.id, REMAINING_COLUMNS);
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	beforeEach(async () => {
		for (const { id } of await table.rows()) {
			await table.server.ask('DELETE', `/table/${table.id}/record/${String(id)}`);
		}
		recordId = await fillEveryColumn(table);
	});

	it('stays as it is in Update', async () => {
		const before = await record();
		await open('Update record');
		await type(parameter(page, 'Record ID (using to match)'), recordId);
		await type(parameter(page, 'Name'), 'Ada Lovelace');
		await executeStep(page);
		expect(await record()).toEqual({ ...before, Name: 'Ada Lovelace' });
	});

	it('is left to its default by Teable in Create', async () => {
		await open('Create record');
		await type(parameter(page, 'Name'), 'Grace Hopper');
		await executeStep(page);

		const created = (await table.rows()).find(({ Name }) => Name === 'Grace Hopper');
		const defaults = Object.keys(created ?? {}).filter((name) => name.endsWith('by default'));
		expect(defaults).toHaveLength(9);
		expect(created).toMatchObject({
			...{ 'Amount by default': 7, 'Status by default': 'Todo', 'Paid by default': true },
		});
		// 'Double' is a formula.
		const others = ['Double', 'Name', 'id'];
		expect(Object.keys(created ?? {}).sort()).toEqual([...others, ...defaults].sort());
	});

	it('stays as it is in Create or Update, but for the box that the author unticks', async () => {
		const before = await record();
		await open('Create or update record');
		await type(parameter(page, 'Name (using to match)'), 'Ada');
		await choose(parameter(page, 'Paid'), 'Unchecked');
		await executeStep(page);

		const { Paid, ...after } = { Paid: undefined, ...(await record()) };
		expect(Paid ?? false).toBe(false);
		expect({ ...after, Paid: true }).toEqual(before);
	});

	async function open(action: string) {
		await newWorkflow(page);
		await addTeableNode(page, action);
		await choose(page.getByTestId('node-credentials-select'), 'Teable Access Token');
		await chooseFromList(parameter(page, 'Base'), 'CRM');
		await chooseFromList(parameter(page, 'Table'), 'Orders');
	}

	const record = async (id = recordId) => (await table.rows()).find((row) => row.id === id);
});

/** The sandbox beside the editor, asked past it. */
class PastTheEditor {
	constructor(private readonly sandbox: Sandbox) {}

	async ask(method: string, path: string, data?: object): Promise<IDataObject> {
		const { url, tokens } = this.sandbox;
		const headers = { Authorization: `Bearer ${tokens.full.token}` };
		const answer = await axios.request<IDataObject>({
			...{ method, url: `${url}/api${path}`, data, headers },
		});
		return answer.data;
	}
}
