import axios from 'axios';
import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import type { Page } from 'playwright-core';

import type { Sandbox } from '../../../sandbox';
import { fillEveryColumn, REMAINING_COLUMNS } from '../../harness/data/everyColumn';
import { TestTable } from '../../harness/table';
import { addTeableNode, newWorkflow, openEditor, SET_UP_MS, type Editor } from './editor';
import { choose, chooseFromList, executeStep, parameter, type } from './panel';

const RECORD_ID = 'Record ID (using to match)';
const NAME_TO_MATCH = 'Name (using to match)';

/** Tested on a table with a column of every writable type, with and without a default. */
describe('a column that the author has not touched', () => {
	let editor: Editor;
	let page: Page;
	let table: TestTable<PastTheEditor>;
	let recordId: string;
	let before: IDataObject;

	beforeAll(async () => {
		editor = await openEditor({ withCredentials: true });
		({ page } = editor);
		const server = new PastTheEditor(editor.sandbox);
		table = await TestTable.make(server, editor.choices.baseId.id, REMAINING_COLUMNS);
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	beforeEach(async () => {
		await clear();
		recordId = await fillEveryColumn(table);
		before = await record(recordId);
	});

	it('is left to Teable in Create', async () => {
		await open('Create record');
		await type(parameter(page, 'Name'), 'Grace');
		const [{ id }] = await executeStep(page);
		await expectAsMadeByTeable(id);
	});

	it('keeps its value in Update', async () => {
		await open('Update record');
		await type(parameter(page, RECORD_ID), recordId);
		await type(parameter(page, 'Name'), 'Ada Lovelace');
		await executeStep(page);
		expect(await record(recordId)).toEqual({ ...before, Name: 'Ada Lovelace' });
	});

	it('keeps its value if Create or Update finds a record', async () => {
		await open('Create or update record');
		await type(parameter(page, NAME_TO_MATCH), 'Ada');
		await type(parameter(page, 'Notes'), 'Likes milk');
		await executeStep(page);
		expect(await record(recordId)).toEqual({ ...before, Notes: 'Likes milk' });
	});

	it('is left to Teable if Create or Update creates a record', async () => {
		await open('Create or update record');
		await type(parameter(page, NAME_TO_MATCH), 'Grace');
		const [{ id }] = await executeStep(page);
		await expectAsMadeByTeable(id);
	});

	it('may be a checkbox, next to one that the author unchecks', async () => {
		await open('Update record');
		await type(parameter(page, RECORD_ID), recordId);
		await choose(parameter(page, 'Paid'), 'Unchecked');
		await executeStep(page);
		expect(await record(recordId)).toEqual(omit(before, 'Paid'));
	});

	it('may be one that the author set and then reset to unchanged', async () => {
		await open('Update record');
		await type(parameter(page, RECORD_ID), recordId);
		await type(parameter(page, 'Name'), 'Ada Lovelace');
		await choose(parameter(page, 'Paid'), 'Unchecked');
		await choose(parameter(page, 'Paid'), 'Leave Unchanged');
		await choose(parameter(page, 'Status'), 'Todo');
		await choose(parameter(page, 'Status'), 'Leave Unchanged');
		await executeStep(page);
		expect(await record(recordId)).toEqual({ ...before, Name: 'Ada Lovelace' });
	});

	it('shows no error, before a table is chosen and after', async () => {
		await newWorkflow(page);
		await addTeableNode(page, 'Create record');
		await choose(page.getByTestId('node-credentials-select'), 'Teable Access Token');
		const panel = page.getByTestId('node-parameters');
		await panel.getByTestId('mapping-mode-select').waitFor();
		expect(await panel.innerText()).not.toContain('No columns found');
		await chooseTable();
		expect(await panel.getByTestId('parameter-issues').count()).toBe(0);
	});

	async function open(action: string) {
		await newWorkflow(page);
		await addTeableNode(page, action);
		await choose(page.getByTestId('node-credentials-select'), 'Teable Access Token');
		await chooseTable();
	}

	async function chooseTable() {
		await chooseFromList(parameter(page, 'Base'), 'CRM');
		await chooseFromList(parameter(page, 'Table'), 'Orders');
		await parameter(page, 'Team by default (names, emails or IDs)').waitFor();
	}

	/** Expects the record that Teable creates from its name alone. */
	async function expectAsMadeByTeable(id: string) {
		const [reference] = await table.fill([{ Name: 'Grace' }]);
		const [made, expected] = [await record(id), await record(reference)];
		expect(made).toMatchObject({ 'Paid by default': true, 'Amount by default': 7 });
		const now = 'Due by default';
		expect(made[now]).toMatch(/^20\d\d-/);
		expect(omit(made, 'id', now)).toEqual(omit(expected, 'id', now));
	}

	const record = async (id: string) => (await table.rows()).find((row) => row.id === id)!;

	async function clear() {
		for (const { id } of await table.rows()) {
			await table.server.ask('DELETE', `/table/${table.id}/record/${String(id)}`);
		}
	}
});

/** Calls the sandbox without the editor. */
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
