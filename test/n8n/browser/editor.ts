import { selectors, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';

import { demoCredentials } from '../../../demo/credentials';
import type { Choices } from '../../../demo/examples';
import { installN8n } from '../../../demo/installN8n';
import { editorUrl, N8n, OWNER } from '../../../demo/n8n';
import { freePort } from '../../../demo/ports';
import { phase } from '../../../demo/progress';
import { choicesOf } from '../../../demo/setUp';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { stopWithTests } from '../stopWithTests';
import { launchChromium } from './chromium';

/** How long `openEditor` may take. On a new machine, n8n and Chromium are installed first. */
export const SET_UP_MS = 20 * 60_000;

/** The machine may be busy with other tests. */
const PATIENCE_MS = 30_000;

/** A browser that is signed in to its own n8n, with this package and a Teable sandbox. */
export interface Editor {
	page: Page;
	sandbox: Sandbox;
	/** The base CRM, its table of contacts, and an access token in the sandbox. */
	choices: Choices;
	/** Opens another window with another theme or language, signed in too. */
	open(options?: BrowserContextOptions): Promise<Page>;
	close(): Promise<void>;
}

export interface EditorOptions {
	/** Whether n8n has a credential of each type from the start. Default false. */
	withCredentials?: boolean;
}

/** Starts everything and shows progress. `close()` stops it. */
export async function openEditor({ withCredentials }: EditorOptions = {}): Promise<Editor> {
	const closing: Array<() => Promise<void>> = [];
	const close = async () => {
		for (const step of closing.splice(0).reverse()) await step();
	};
	let isOpen = false;
	try {
		const installation = await installN8n(stopWithTests);
		const browser = await launchChromium(stopWithTests);
		closing.push(async () => await browser.close());
		const port = await freePort();
		const sandbox = await startSandbox({ n8nUrl: editorUrl(port) });
		closing.push(async () => await sandbox.stop());
		const n8n = await N8n.create(installation, stopWithTests);
		closing.push(async () => await n8n.remove());
		const baseURL = await phase('Start n8n', async () => {
			if (withCredentials) await n8n.importCredentials(demoCredentials(sandbox));
			return await n8n.startEditor(port);
		});

		selectors.setTestIdAttribute('data-test-id');
		const open = async (options?: BrowserContextOptions) => {
			const context = await browser.newContext({
				baseURL,
				viewport: { width: 1400, height: 900 },
				reducedMotion: 'reduce',
				...options,
			});
			context.setDefaultTimeout(PATIENCE_MS);
			const { email, password } = OWNER;
			await context.request.post('/rest/login', { data: { emailOrLdapLoginId: email, password } });
			return await context.newPage();
		};
		const page = await open();
		const choices = await choicesOf(sandbox);
		isOpen = true;
		return { page, sandbox, choices, open, close };
	} finally {
		if (!isOpen) await close();
	}
}

/** Opens a new workflow and adds the manual trigger. */
export async function newWorkflow(page: Page): Promise<void> {
	await page.goto('/workflow/new');
	await page.getByTestId('canvas-plus-button').click();
	await page.getByTestId('node-creator-item-name').getByText('Trigger manually').click();
	await page.getByTestId('canvas-node').waitFor();
}

/**
 * Adds the Teable node to the open workflow as a user does: plus, "teable", and the action. Its panel is then open.
 *
 * @param action as in the nodes panel, e.g. "Get many records"
 */
export async function addTeableNode(page: Page, action: string): Promise<void> {
	await page.getByTestId('node-creator-plus-button').click();
	await page.getByTestId('node-creator-search-bar').waitFor();
	await page.keyboard.type('teable');
	const entry = (name: string) =>
		page.getByTestId('node-creator-item-name').getByText(name, { exact: true });
	await entry('Teable').click();
	await entry(action).click();
	await page.getByTestId('ndv').waitFor();
}

/** Adds one of n8n's own nodes to the open workflow, by its name. Its panel is then open. */
export async function addNode(page: Page, name: string): Promise<void> {
	await page.getByTestId('node-creator-plus-button').click();
	await page.getByTestId('node-creator-search-bar').waitFor();
	await page.keyboard.type(name);
	await page.getByTestId('node-creator-item-name').getByText(name, { exact: true }).click();
	await page.getByTestId('ndv').waitFor();
}

/** Imports a workflow file as a user does: into a new workflow, from the menu. */
export async function importFromFile(page: Page, path: string): Promise<void> {
	await page.goto('/workflow/new');
	await page.getByTestId('canvas-plus-button').waitFor();
	await page.getByTestId('workflow-menu').click();
	await page.getByRole('menuitem', { name: 'Import', exact: true }).hover();
	const opened = page.waitForEvent('filechooser');
	await page.getByRole('menuitem', { name: 'From file' }).click();
	await (await opened).setFiles(path);
	await page.getByTestId('canvas-node').first().waitFor();
}

export const nodeOnCanvas = (page: Page, name: string): Locator =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

/** Opens a node's panel. */
export async function openNode(page: Page, name: string): Promise<void> {
	await nodeOnCanvas(page, name).dblclick();
	await page.getByTestId('ndv').waitFor();
}

/** Closes the node's panel that is open. */
export async function closeNode(page: Page): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}
