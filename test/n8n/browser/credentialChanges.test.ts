import type { Page } from 'playwright-core';

import { choicesOf } from '../../../demo/setUp';
import { startSandbox, type Sandbox } from '../../../sandbox';
import {
	closeDialog,
	editCredential,
	expectToBeClosed,
	fillIn,
	messageIn,
	newCredential,
	retry,
	save,
} from './credentialDialog';
import { addTeableNode, newWorkflow, openEditor, SET_UP_MS, type Editor } from './editor';
import { executeStep, failStep, giveBy, parameter } from './panel';

const REFUSED = 'Teable does not accept this email and password';

const TESTED = 'Connection tested successfully';

const SIGN_IN = '/api/auth/signin';

describe('a Session credential that is changed in the editor', () => {
	let editor: Editor;
	let page: Page;
	let other: Sandbox;

	beforeAll(async () => {
		editor = await openEditor();
		({ page } = editor);
		other = await startSandbox();
	}, SET_UP_MS);

	afterAll(async () => {
		await other?.stop();
		await editor?.close();
	});

	beforeEach(async () => {
		await newWorkflow(page);
		await addTeableNode(page, 'Get many records');
		const { url, account } = editor.sandbox;
		const { email, password } = account;
		const dialog = await newCredential(page, 'Session');
		await fillIn(dialog, { 'Server URL': url, Email: email, Password: password });
		await save(dialog);
		await expectToBeClosed(dialog, TESTED);
		expect(await namesOf(editor.sandbox)).toEqual(['Ada Lovelace', 'Grace Hopper']);
	});

	it('to a wrong password does not continue with the session of the right one', async () => {
		const dialog = await editCredential(page);
		await fillIn(dialog, { Email: 'nobody@example.com', Password: 'wrong-1a' });
		await save(dialog);
		expect(await messageIn(dialog)).toContain(REFUSED);
		await closeDialog(dialog);
		expect(await failStep(page)).toContain(REFUSED);
	});

	it.each([
		['Save', save],
		['Retry', retry],
	])(
		'back to the right password works after %s, and in the next execution',
		async (_name, press) => {
			const dialog = await editCredential(page);
			await fillIn(dialog, { Password: 'wrong-1a' });
			await save(dialog);
			expect(await messageIn(dialog)).toContain(REFUSED);

			await fillIn(dialog, { Password: editor.sandbox.account.password });
			await press(dialog);
			expect(await messageIn(dialog)).toContain(TESTED);
			if (press === retry) await save(dialog);
			await closeDialog(dialog);
			expect(await namesOf(editor.sandbox)).toEqual(['Ada Lovelace', 'Grace Hopper']);
		},
	);

	it('to another server signs in there, and does not send it the old cookie', async () => {
		const dialog = await editCredential(page);
		await fillIn(dialog, { 'Server URL': other.url });
		await save(dialog);
		expect(await messageIn(dialog)).toContain(REFUSED);

		await fillIn(dialog, { Password: other.account.password });
		await save(dialog);
		expect(await messageIn(dialog)).toContain(TESTED);
		await closeDialog(dialog);
		const signIns = other.requests.filter(({ route }) => route === SIGN_IN);
		expect(signIns.map(({ status }) => status)).toEqual([400, 200]);
		for (const { headers } of signIns) expect(headers).not.toHaveProperty('cookie');
		expect(await namesOf(other)).toEqual(['Ada Lovelace', 'Grace Hopper']);
		// The old server's cookie would have been answered with 401.
		expect(other.requests.map(({ status }) => status)).not.toContain(401);
	});

	async function namesOf(sandbox: Sandbox): Promise<string[]> {
		const { baseId, tableId } = await choicesOf(sandbox);
		const address = `${sandbox.url}/base/${baseId.id}/table/${tableId.id}`;
		await giveBy(parameter(page, 'Table'), 'By URL', address);
		return (await executeStep(page)).map(({ Name }) => Name);
	}
});
