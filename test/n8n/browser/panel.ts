import { escapeRegExp } from 'lodash';
import type { Locator, Page } from 'playwright-core';

/** How long a list may take to open before it is clicked again. */
const LIST_OPENS_MS = 2_000;
const CLICKS = 10;

/** A parameter in the open panel, or the dialog, by its label; a column of the resource mapper likewise. */
export const parameter = (within: Page | Locator, label: string): Locator =>
	within
		.locator('label.n8n-input-label')
		// n8n puts an asterisk behind what is required.
		.filter({ has: pageOf(within).getByText(new RegExp(`^\\s*${escapeRegExp(label)}[\\s*]*$`)) })
		// The label, in a row of its own, in what holds the parameter.
		.locator('xpath=../..');

/** Chooses an entry of a list of options by its name. */
export async function choose(list: Locator, name: string): Promise<void> {
	const option = shown(list.page().getByRole('option')).getByText(name, { exact: true });
	// A list that n8n loads anew, because a parameter above was changed, does not open while it does so.
	for (let click = 0; click < CLICKS; click++) {
		await list.getByRole('combobox').click();
		if (await appears(option)) break;
	}
	await option.click();
}

/** The names that a list of options offers. */
export async function optionsOf(list: Locator): Promise<string[]> {
	const page = list.page();
	const options = shown(page.getByRole('option'));
	for (let click = 0; click < CLICKS; click++) {
		await list.getByRole('combobox').click();
		if (await appears(options.first())) break;
	}
	const texts = await options.allInnerTexts();
	await list.getByRole('combobox').click();
	return texts.map((text) => text.split('\n')[0]);
}

/**
 * Chooses something of Teable from the list of a locator.
 *
 * @param search what to type into the list's search box before
 */
export async function chooseFromList(
	locator: Locator,
	name: string,
	search?: string,
): Promise<void> {
	const page = locator.page();
	await locator.getByTestId('rlc-input').click();
	if (search !== undefined) await shown(page.getByTestId('rlc-search')).fill(search);
	const entries = shown(page.getByTestId('rlc-item'));
	await entries.getByText(name, { exact: true }).click();
	await entries.first().waitFor({ state: 'hidden' });
}

/** Gives something of Teable by its address or ID. */
export async function giveBy(
	locator: Locator,
	mode: 'By URL' | 'By ID',
	text: string,
): Promise<void> {
	await choose(locator.getByTestId('rlc-mode-selector'), mode);
	await type(locator.getByTestId('rlc-input-container'), text);
}

/** Types text into a field, instead of what is in it. */
export async function type(field: Locator, text: string): Promise<void> {
	await field.locator('input, textarea').first().fill(text);
}

/** An item of a node's output: the text of its cells by column. */
export type Row = Record<string, string>;

/**
 * Executes the open node, waits until that is done, and reads the table of its output.
 *
 * @throws with what the panel says when the node failed
 */
export async function executeStep(page: Page): Promise<Row[]> {
	const answer = page.waitForResponse(/\/rest\/workflows\/[^/]+\/run/);
	await page.getByTestId('node-execute-button').click();
	await answer;
	const output = page.getByTestId('output-panel');
	const failure = output.getByTestId('node-error-view');
	await output.getByTestId('node-run-status-success').or(failure).first().waitFor();
	if (await failure.isVisible()) throw new Error(await failure.innerText());

	await output.getByTestId('radio-button-table').click();
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
