import type { Page } from 'playwright-core';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { closeDialog, connect, consent, editCredential, messageIn } from './credentialDialog';
import { addNode, newWorkflow, openEditor, SET_UP_MS, type Editor } from './editor';
import { choose, executeStep, failStep, parameter, type } from './panel';

const TYPES = ['Teable API', 'Teable OAuth2 API', 'Teable Session API'];

describe("n8n's HTTP Request node, with a predefined credential type", () => {
	let editor: Editor;
	let page: Page;
	let foreign: Sandbox;

	beforeAll(async () => {
		editor = await openEditor({ withCredentials: true });
		({ page } = editor);
		foreign = await startSandbox();
	}, SET_UP_MS);

	afterAll(async () => {
		await foreign?.stop();
		await editor?.close();
	});

	it.each(TYPES)('reads with %s from its own server, and sends nothing elsewhere', async (name) => {
		await newWorkflow(page);
		await addNode(page, 'HTTP Request');
		await choose(parameter(page, 'Authentication'), 'Predefined Credential Type');
		await choose(parameter(page, 'Credential Type'), name);
		if (name === 'Teable OAuth2 API') await connectAccount();
		await type(parameter(page, 'URL'), `${editor.sandbox.url}/api/auth/user`);
		const [{ id }] = await executeStep(page);
		expect(id).toBe(editor.sandbox.account.userId);

		// n8n signs OAuth2 requests itself, and distinguishes servers by their hosts.
		const { port } = new URL(foreign.url);
		const url = name === 'Teable OAuth2 API' ? `http://localhost:${port}` : foreign.url;
		await type(parameter(page, 'URL'), `${url}/api/auth/user`);
		expect(await failStep(page)).toMatch(
			/This credential is (for .+ only|restricted from accessing localhost)/,
		);
		expect(foreign.requests).toEqual([]);
	});

	async function connectAccount(): Promise<void> {
		const dialog = await editCredential(page);
		await consent(await connect(dialog), editor.sandbox.account);
		expect(await messageIn(dialog)).toContain('Account connected');
		await closeDialog(dialog);
	}
});
