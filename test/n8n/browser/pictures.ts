/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { join } from 'node:path';
import type { Page, PageScreenshotOptions } from 'playwright-core';

import { closeNode, openNode } from './editor';

const DOCS = join(__dirname, '..', '..', '..', 'docs');

/** Hides n8n's notifications: one about an error stays until it is closed. */
const WITHOUT_NOTES = '.el-notification { display: none !important }';

/** The canvas without n8n's bars around it and the buttons on it. */
const CANVAS: PageScreenshotOptions = {
	clip: { x: 42, y: 88, width: 1290, height: 672 },
	style: `${WITHOUT_NOTES} [data-test-id="canvas-controls"], [data-test-id^="execute-workflow-button-"],
		:has(> * > [data-test-id="execute-workflow-button"]) { display: none !important }`,
};

/**
 * Takes a picture of the open workflow, in light and dark. Every run takes the pictures, so that they can't break
 * unnoticed, but only PICTURES=1 writes them into docs/, because their bytes differ between machines.
 */
export async function photographCanvas(page: Page, name: string): Promise<void> {
	await page.getByTestId('zoom-to-fit').click();
	// Deselect what was imported or clicked last.
	await page.locator('.vue-flow__pane').click({ position: { x: 30, y: 60 } });
	await photograph(page, name, CANVAS);
}

/** Takes a picture of a node's panel in the same way. */
export async function photographNode(page: Page, node: string, name: string): Promise<void> {
	await openNode(page, node);
	await page.getByTestId('output-panel').getByTestId('radio-button-schema').click();
	await page.getByText('Fetching columns').waitFor({ state: 'hidden' });
	// So that nothing is highlighted under the mouse.
	await page.mouse.move(0, 0);
	await photograph(page, name);
	await closeNode(page);
}

async function photograph(page: Page, name: string, options: PageScreenshotOptions = {}) {
	for (const [colorScheme, suffix] of [
		['light', ''],
		['dark', '-dark'],
	] as const) {
		await page.emulateMedia({ colorScheme });
		const path = process.env.PICTURES === '1' ? join(DOCS, `${name}${suffix}.png`) : undefined;
		await page.screenshot({ style: WITHOUT_NOTES, ...options, path });
	}
	await page.emulateMedia({ colorScheme: 'light' });
}
