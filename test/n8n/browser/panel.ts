import { escapeRegExp } from 'lodash';
import type { Locator, Page } from 'playwright-core';

import { nodeOnCanvas } from './editor';

/** How long a list may take to open before it is clicked again. */
const LIST_OPENS_MS = 2_000;
const CLICKS = 10;

/** A parameter in the open panel or dialog, by its label, or a column of the resource mapper. */
export const parameter = (within: Page | Locator, label: string): Locator =>
	within
		.locator('label.n8n-input-label')
		// n8n adds an asterisk to required fields.
		.filter({ has: pageOf(within).getByText(new RegExp(`^\\s*${escapeRegExp(label)}[\\s*]*$`)) })
		// The label, in its own row, inside the parameter.
		.locator('xpath=../..');

/** Chooses an entry of a list of options by its name. */
export async function choose(list: Locator, name: string): Promise<void> {
	const option = shown(list.page().getByRole('option')).getByText(name, { exact: true });
	await open(list, option);
	await option.click();
}

/** Chooses entries of a list that takes several. */
export async function chooseSeveral(list: Locator, names: string[]): Promise<void> {
	const options = shown(list.page().getByRole('option'));
	await open(list, options.first());
	for (const name of names) await options.getByText(name, { exact: true }).click();
	// The list stays open above the parameters below it.
	await list.locator('label').click();
	await options.first().waitFor({ state: 'hidden' });
}

/** A list that n8n reloads, because a parameter above was changed, doesn't open meanwhile. */
async function open(list: Locator, option: Locator): Promise<void> {
	for (let click = 0; click < CLICKS; click++) {
		await list.locator('.el-select').click();
		if (await appears(option)) return;
	}
}

/**
 * Chooses something in Teable from the list of a locator.
 *
 * @param search a part of the name, to be typed into the list's search box before; nothing else may be listed then
 */
export async function chooseFromList(
	locator: Locator,
	name: string,
	search?: string,
): Promise<void> {
	const page = locator.page();
	const entries = shown(page.getByTestId('rlc-item'));
	const entry = entries.getByText(name, { exact: true });
	await locator.getByTestId('rlc-input').click();
	await entry.waitFor();
	if (search !== undefined) {
		await shown(page.getByTestId('rlc-search')).fill(search);
		const others = entries.filter({ hasNotText: new RegExp(escapeRegExp(search), 'i') });
		await others.first().waitFor({ state: 'hidden' });
	}
	await entry.click();
	await entries.first().waitFor({ state: 'hidden' });
}

/** All names that the list of a locator shows at first. */
export async function namesInList(locator: Locator): Promise<string[]> {
	const entries = shown(locator.page().getByTestId('rlc-item'));
	await locator.getByTestId('rlc-input').click();
	await entries.first().waitFor();
	const names = await entries.allInnerTexts();
	await locator.locator('label').click();
	await entries.first().waitFor({ state: 'hidden' });
	return names.map((name) => name.trim());
}

/** Enters the name, URL or ID of something in Teable. */
export async function giveBy(
	locator: Locator,
	mode: 'By Name' | 'By URL' | 'By ID',
	text: string,
): Promise<void> {
	await choose(locator.getByTestId('rlc-mode-selector'), mode);
	await type(locator.getByTestId('rlc-input-container'), text);
}

/** The problem of a parameter, from its warning sign. */
export async function problemOf(field: Locator): Promise<string> {
	await field.getByTestId('parameter-issues').hover();
	return await field.page().locator('.titled-list-item').innerText();
}

/** Types text into a field, replacing what is in it, and waits until n8n has stored it. */
export async function type(field: Locator, text: string): Promise<void> {
	const input = field.locator('input, textarea').first();
	await input.fill(text);
	await input.press('Tab');
	// n8n stores typed text 0.1 s after the last key, and nothing on the page shows when. The page's own timers run
	// in order, however busy it is. Without waiting, the node would run without the text.
	await input.page().evaluate('new Promise((resolve) => setTimeout(resolve, 500))');
}

/** An item of a node's output: the text of its cells, by column. */
export type Row = Record<string, string>;

/**
 * Executes the open node, waits until it is done, and reads its output.
 *
 * @throws with n8n's message if it failed
 */
export async function executeStep(page: Page): Promise<Row[]> {
	await executed(page, async () => await page.getByTestId('node-execute-button').click());
	return await readOutput(page);
}

/** Executes the open node, which must fail, and returns the message in its panel. */
export async function failStep(page: Page): Promise<string> {
	const done = page.waitForResponse(/\/rest\/workflows\/[^/]+\/run/);
	await page.getByTestId('node-execute-button').click();
	await done;
	return await page.getByTestId('node-error-message').innerText();
}

/**
 * Executes the open workflow from its manual trigger, and waits until it is done.
 *
 * @throws with n8n's message if it failed
 */
export async function executeWorkflow(page: Page, trigger: string): Promise<void> {
	await executed(page, async () => {
		// n8n shows the trigger's button while the mouse is over it.
		await nodeOnCanvas(page, trigger).hover();
		await page.getByTestId(`execute-workflow-button-${trigger}`).click();
	});
}

async function executed(page: Page, start: () => Promise<void>): Promise<void> {
	const success = page.getByRole('alert').filter({ hasText: 'executed successfully' });
	const failure = page.getByRole('alert').filter({ hasText: 'Problem in node' });
	// The message of an earlier execution disappears on its own.
	await success.waitFor({ state: 'hidden' });
	await start();
	await success.or(failure).first().waitFor();
	if (await failure.isVisible()) throw new Error(await failure.innerText());
}

/** Reads the output table of the node whose panel is open. */
export async function readOutput(page: Page): Promise<Row[]> {
	const output = page.getByTestId('output-panel');
	await output.getByTestId('radio-button-table').click();
	await output.locator('tbody tr').first().waitFor();
	const cells = (row: Locator, tag: string) => row.locator(tag).allInnerTexts();
	const columns = await cells(output.locator('thead tr'), 'th');
	const rows = await output.locator('tbody tr').all();
	return await Promise.all(
		rows.map(async (row) => {
			const texts = await cells(row, 'td');
			return Object.fromEntries(
				columns.map((column, index) => [column.trim(), texts[index].trim()]),
			);
		}),
	);
}

const shown = (locator: Locator) => locator.filter({ visible: true });

async function appears(locator: Locator): Promise<boolean> {
	try {
		await locator.waitFor({ timeout: LIST_OPENS_MS });
		return true;
	} catch {
		return false;
	}
}

const pageOf = (within: Page | Locator): Page => ('page' in within ? within.page() : within);
