import type { Page } from 'playwright-core';

import {
	addTeableNode,
	closeNode,
	newWorkflow,
	openEditor,
	SET_UP_MS,
	type Editor,
} from './editor';
import { choose, failStep, parameter } from './panel';

/** n8n adds this entry to the menus of every node with a credential. */
const CUSTOM_API_CALL = 'Custom API Call';

describe("n8n's own entry 'Custom API Call'", () => {
	let editor: Editor;
	let page: Page;

	beforeAll(async () => {
		editor = await openEditor({ withCredentials: true });
		({ page } = editor);
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	it.each([
		['Operation', 'custom api call: record'],
		['Resource', 'custom api call'],
	])('in %s points to the HTTP Request node', async (menu, subtitle) => {
		await newWorkflow(page);
		await addTeableNode(page, 'Get many records');
		await choose(parameter(page, menu), CUSTOM_API_CALL);
		const panel = page.getByTestId('node-parameters');
		await panel.getByText('HTTP Request').waitFor();
		expect(await failStep(page)).toContain('Add an HTTP Request node');
		await closeNode(page);
		const texts = await page.getByTestId('canvas-node').allInnerTexts();
		expect(texts.at(-1)?.split('\n')).toContain(subtitle);
	});
});
