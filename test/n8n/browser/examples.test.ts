/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { EXAMPLES, EXAMPLES_FOLDER } from '../../../demo/examples';
import { closeNode, importFromFile, openEditor, openNode, SET_UP_MS, type Editor } from './editor';
import {
	chooseFromList,
	chooseSeveral,
	executeWorkflow,
	giveBy,
	parameter,
	readOutput,
} from './panel';
import { photographCanvas, photographNode } from './pictures';

const TEST_MS = 4 * 60_000;

/** How to use an example, and its result. */
interface Trial {
	/** The nodes in which a table must be chosen. */
	tableIn?: string[];
	/** Instead of the column that n8n chooses with the table. */
	columnToMatchOn?: string;
	/** The node in which a base must be chosen. */
	baseIn?: string;
	/** The node in which an access token must be chosen. */
	tokenIn?: string;
	/** The node that shows the result. */
	result: string;
	/** Part of its first item. */
	item: Record<string, unknown>;
}

const TRIALS: Record<string, Trial> = {
	'inspect-token.json': {
		tokenIn: 'Get access token',
		result: 'OK as it is',
		item: { token: 'Read only, one base' },
	},
	'check-expiry.json': {
		result: 'Write message',
		item: { subject: 'Teable access tokens that need attention: 2' },
	},
	'sync-contacts.json': {
		tableIn: ['Create or update'],
		columnToMatchOn: 'Email',
		result: 'Create or update',
		item: { action: 'updated', Name: 'Ada Lovelace' },
	},
	'new-record.json': {
		tableIn: ['When a record is created', 'Example records'],
		result: 'Write message',
		item: { subject: 'New record: Ada Lovelace' },
	},
	'status-becomes.json': {
		tableIn: ['When the status becomes Customer', 'Example customers'],
		result: 'Write message',
		item: { subject: 'Welcome, Ada Lovelace' },
	},
	'update-by-filter.json': {
		tableIn: ['Update matching records'],
		result: 'Update matching records',
		item: { Status: 'Lost' },
	},
	'instant.json': {
		tableIn: ['Example record', 'Get record'],
		result: 'Write message',
		item: { subject: 'New customer: Ada Lovelace' },
	},
	'file-to-table.json': {
		baseIn: 'Create table',
		result: 'Create table',
		item: { name: expect.stringMatching(/^Orders \d/) },
	},
	'undo-import.json': {
		tableIn: ['Create'],
		result: 'Create',
		item: { Name: 'Katherine Johnson' },
	},
	'undo-failed-import.json': {
		tableIn: ['Create', 'Undo execution'],
		result: 'Create',
		item: { Name: 'Will be undone' },
	},
	'token-expiring.json': {
		result: 'Write message',
		item: { subject: "Teable access token 'Expired' expired 3 days ago" },
	},
	'rotate-expiring.json': {
		result: 'New secret',
		item: { tokenName: 'Expires soon', token: expect.stringMatching(/^teable_acc\w{16}_/) },
	},
};

describe('an example, imported from its file and executed', () => {
	let editor: Editor;
	let page: Page;

	beforeAll(async () => {
		editor = await openEditor({ withCredentials: true });
		page = await editor.open({ viewport: { width: 1400, height: 800 } });
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	it.each(EXAMPLES)(
		'$file: $does',
		async ({ file, fails }) => {
			const { tableIn = [], columnToMatchOn, baseIn, tokenIn, result, item } = TRIALS[file];
			await importFromFile(page, join(EXAMPLES_FOLDER, file));
			for (const node of tableIn) {
				await openNode(page, node);
				await chooseFromList(parameter(page, 'Base'), 'CRM');
				await chooseFromList(parameter(page, 'Table'), 'Contacts');
				// A mapper that gets its columns only after the execution would mark the output as outdated.
				await page.getByText('Fetching columns').waitFor({ state: 'hidden' });
				if (columnToMatchOn !== undefined) {
					await chooseSeveral(parameter(page, 'Columns to match on'), ['Name', columnToMatchOn]);
				}
				await closeNode(page);
			}
			if (baseIn !== undefined) {
				await openNode(page, baseIn);
				await chooseFromList(parameter(page, 'Base'), 'CRM');
				await closeNode(page);
			}
			if (tokenIn !== undefined) {
				await openNode(page, tokenIn);
				const { id } = editor.choices.accessTokenId;
				await giveBy(parameter(page, 'Access Token'), 'By ID', id);
				await closeNode(page);
			}
			const executing = executeWorkflow(page, 'Try it now');
			await (fails === undefined ? executing : expect(executing).rejects.toThrow(fails));
			await photographCanvas(page, `example-${file.replace('.json', '')}`);

			await openNode(page, result);
			const [first] = await readOutput(page);
			expect(first).toMatchObject(item);
			await closeNode(page);
			if (file === 'sync-contacts.json') await photographNode(page, 'Create or update', 'node');
		},
		TEST_MS,
	);
});
