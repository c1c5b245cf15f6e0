import type { Page } from 'playwright-core';

import { freePort } from '../../../demo/ports';
import {
	connect,
	consent,
	expectToBeClosed,
	fillIn,
	messageIn,
	newCredential,
	save,
} from './credentialDialog';
import { addTeableNode, newWorkflow, openEditor, SET_UP_MS, type Editor } from './editor';
import { choose, executeStep, giveBy, parameter } from './panel';

describe('a credential created in the editor', () => {
	let editor: Editor;
	let page: Page;

	beforeAll(async () => {
		editor = await openEditor();
		({ page } = editor);
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	beforeEach(async () => {
		await newWorkflow(page);
		await addTeableNode(page, 'Get many records');
	});

	it('says if the server URL is unreachable or not a Teable server', async () => {
		const dialog = await newCredential(page, 'Access Token');
		const nobody = `http://127.0.0.1:${await freePort()}`;
		await fillIn(dialog, {
			'Server URL': nobody,
			'Access Token': editor.sandbox.tokens.full.token,
		});
		await save(dialog);
		expect(await messageIn(dialog)).toContain(`Can't reach ${nobody}.`);

		await fillIn(dialog, { 'Server URL': new URL(page.url()).origin });
		await save(dialog);
		expect(await messageIn(dialog)).toContain('is not Teable.');
	});

	it('reports a wrong password, and signs in with the right one', async () => {
		const { url, account } = editor.sandbox;
		const dialog = await newCredential(page, 'Session');
		await fillIn(dialog, { 'Server URL': url, Email: account.email, Password: 'wrong-1a' });
		await save(dialog);
		expect(await messageIn(dialog)).toContain('Teable does not accept this email and password');

		await fillIn(dialog, { Password: account.password });
		await save(dialog);
		await expectToBeClosed(dialog, 'Connection tested successfully');
		await readContacts();
	});

	it('works with a cookie from a browser, and says if the session has ended', async () => {
		const { url } = editor.sandbox;
		const dialog = await newCredential(page, 'Session');
		await choose(parameter(dialog, 'Sign In With'), 'Session Cookie');
		await fillIn(dialog, { 'Server URL': url, 'Session Cookie': 's%3Aended.long-ago' });
		await save(dialog);
		expect(await messageIn(dialog)).toContain('Teable does not accept the session');

		await fillIn(dialog, { 'Session Cookie': await editor.sandbox.signIn() });
		await save(dialog);
		await expectToBeClosed(dialog, 'Connection tested successfully');
		await readContacts();
	});

	it("does not connect with a wrong client secret, and connects after consent on Teable's page", async () => {
		const { url, account, oauth } = editor.sandbox;
		const dialog = await newCredential(page, 'OAuth2');
		await fillIn(dialog, {
			'Server URL': url,
			'Client ID': oauth.clientId,
			'Client Secret': 'wrong',
		});
		const refused = await connect(dialog);
		await consent(refused, account);
		await refused.getByText('Failed to connect').waitFor();
		expect(await refused.innerText('body')).toContain('401');
		await refused.close();
		expect(await messageIn(dialog)).toContain('Connect your account');

		await fillIn(dialog, { 'Client Secret': oauth.clientSecret });
		await connect(dialog);
		await expectToBeClosed(dialog, 'Account connected');
		await readContacts();
	});

	async function readContacts(): Promise<void> {
		const { baseId, tableId } = editor.choices;
		const address = `${editor.sandbox.url}/base/${baseId.id}/table/${tableId.id}`;
		await giveBy(parameter(page, 'Table'), 'By URL', address);
		const names = (await executeStep(page)).map(({ Name }) => Name);
		expect(names).toEqual(['Ada Lovelace', 'Grace Hopper']);
	}
});
