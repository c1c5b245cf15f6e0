/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { join } from 'node:path';
import type { Page, PageScreenshotOptions } from 'playwright-core';

import { closeNode, openNode } from './editor';

const DOCS = join(__dirname, '..', '..', '..', 'docs');

/** What n8n says of an execution; an error stays until it is closed. */
const WITHOUT_NOTES = '.el-notification { display: none !important }';

/** The canvas without n8n's own bars around it, and without the buttons that float on it. */
const CANVAS: PageScreenshotOptions = {
	clip: { x: 42, y: 88, width: 1290, height: 672 },
	style: `${WITHOUT_NOTES} [data-test-id="canvas-controls"], [data-test-id^="execute-workflow-button-"],
		:has(> * > [data-test-id="execute-workflow-button"]) { display: none !important }`,
};

/**
 * Takes a picture of the open workflow. Each picture is taken in light and dark, in every run, so that it
 * cannot break unseen; it is written into docs/ only when PICTURES=1 asks for it, because its bytes differ
 * from one machine and hour to the next.
 */
export async function photographCanvas(page: Page, name: string): Promise<void> {
	await page.getByTestId('zoom-to-fit').click();
	// What was imported or clicked last is marked as selected; a click beside it ends that.
	await page.locator('.vue-flow__pane').click({ position: { x: 30, y: 60 } });
	await photograph(page, name, CANVAS);
}

/** Takes a picture of a node's panel, likewise. */
export async function photographNode(page: Page, node: string, name: string): Promise<void> {
	await openNode(page, node);
	await page.getByTestId('output-panel').getByTestId('radio-button-schema').click();
	// Nothing is lit up by the mouse.
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
