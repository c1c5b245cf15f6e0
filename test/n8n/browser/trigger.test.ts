/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import axios from 'axios';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';

import { EXAMPLES_FOLDER } from '../../../demo/examples';
import { closeNode, importFromFile, openEditor, openNode, SET_UP_MS, type Editor } from './editor';
import { chooseFromList, parameter, readOutput } from './panel';

/** The trigger polls once a minute, and the list of executions is refreshed every few seconds. */
const LOOK_MS = 100_000;
/** The requests of one poll follow each other within milliseconds. */
const QUIET_MS = 1_500;
const TEST_MS = 4 * 60_000;

describe('a workflow with the trigger, published in the editor', () => {
	let editor: Editor;
	let page: Page;

	beforeAll(async () => {
		editor = await openEditor({ withCredentials: true });
		({ page } = editor);
		// A popup that n8n shows after a workflow's first execution.
		await page.addLocatorHandler(page.getByTestId('suggested-actions-close'), async (close) => {
			await close.click();
		});
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	it(
		'shows only records created since then in an execution under Executions',
		async () => {
			await importFromFile(page, join(EXAMPLES_FOLDER, 'new-record.json'));
			for (const node of ['When a record is created', 'Example records']) {
				await openNode(page, node);
				await chooseFromList(parameter(page, 'Base'), 'CRM');
				await chooseFromList(parameter(page, 'Table'), 'Contacts');
				await closeNode(page);
			}
			editor.sandbox.resetRequests();
			await publish();
			await firstLook();
			await createContacts('Alan Turing', 'Edsger Dijkstra');

			await page.getByRole('radio', { name: 'Executions' }).click();
			const executions = page.getByTestId('current-executions-list');
			await executions.getByText('Succeeded').click({ timeout: LOOK_MS });
			await openNode(page, 'Write message');
			const subjects = (await readOutput(page)).map(({ subject }) => subject);
			expect(subjects).toEqual(['New record: Alan Turing', 'New record: Edsger Dijkstra']);
		},
		TEST_MS,
	);

	async function publish(): Promise<void> {
		await page.getByTestId('workflow-open-publish-modal-button').click();
		await page.getByTestId('workflow-publish-button').click();
		await page.getByRole('button', { name: 'Got it' }).click();
	}

	/** The first poll only records what exists, and n8n says "published" before it is over. */
	async function firstLook(): Promise<void> {
		const looks = () => editor.sandbox.count('GET', '/api/table/:tableId/record');
		let before: number;
		do {
			before = looks();
			await wait(QUIET_MS);
		} while (looks() === 0 || looks() > before);
	}

	/** As someone who works in Teable does. */
	async function createContacts(...names: string[]): Promise<void> {
		const { url, tokens } = editor.sandbox;
		await axios.post(
			`${url}/api/table/${editor.choices.tableId.id}/record`,
			{ records: names.map((Name) => ({ fields: { Name } })) },
			{ headers: { Authorization: `Bearer ${tokens.full.token}` } },
		);
	}
});
