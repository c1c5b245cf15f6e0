/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { join } from 'node:path';
import { chromium, selectors, type Page } from 'playwright-core';

import { OWNER } from './n8n';
import { freePort } from './ports';
import { withDemo, type Demo } from './setUp';
import { untilStopped } from './stopSignal';

const DOCS = join(__dirname, '..', 'docs');
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const VIEWPORT = { width: 1400, height: 800 };
/** The canvas without n8n's own bars around it, and without the buttons that float on it. */
const CANVAS = {
	clip: { x: 42, y: 88, width: 1290, height: 672 },
	style: `[data-test-id="canvas-controls"], [data-test-id^="execute-workflow-button-"],
		:has(> * > [data-test-id="execute-workflow-button"]) { display: none !important }`,
};

/**
 * Takes the README's pictures in n8n's editor: each example when it has run, and the node's panel.
 * To take them anew: `npm run build && npx tsx demo/screenshots.ts`, with Chromium installed.
 */
async function takeScreenshots({ n8n, examples }: Demo): Promise<void> {
	const baseURL = await n8n.startEditor(await freePort());
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath: CHROMIUM,
		args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
	});
	try {
		const page = await browser.newPage({ baseURL, viewport: VIEWPORT });
		const { email, password } = OWNER;
		await page.request.post('/rest/login', { data: { emailOrLdapLoginId: email, password } });

		for (const { file, workflow } of examples) {
			await page.goto(`/workflow/${workflow.id}`);
			await execute(page);
			const path = join(DOCS, `example-${file.replace('.json', '.png')}`);
			await page.screenshot({ path, ...CANVAS });
			if (workflow.id === 'teableCheckExpiry') await photographNode(page, 'Check expiry');
		}
	} finally {
		await browser.close();
	}
}

/** Clicks the manual trigger's own button, which n8n shows while the mouse is over the trigger. */
async function execute(page: Page): Promise<void> {
	await nodeOnCanvas(page, 'Try it now').hover();
	await page.getByTestId('execute-workflow-button-Try it now').click();
	const done = page.getByRole('alert').filter({ hasText: 'executed successfully' });
	await done.waitFor();
	await done.waitFor({ state: 'hidden' });
}

async function photographNode(page: Page, name: string): Promise<void> {
	await nodeOnCanvas(page, name).dblclick();
	const output = page.getByTestId('output-panel');
	await output.getByTestId('radio-button-schema').click();
	await page.screenshot({ path: join(DOCS, 'node.png') });
	await page.getByTestId('ndv-close-button').click();
}

const nodeOnCanvas = (page: Page, name: string) =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

void untilStopped(async (signal) => await withDemo(signal, takeScreenshots));
