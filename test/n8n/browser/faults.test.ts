import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Page } from 'playwright-core';

import { freePort } from '../../../demo/ports';
import { addTeableNode, newWorkflow, openEditor, SET_UP_MS, type Editor } from './editor';
import { choose, failStep, giveBy, parameter } from './panel';

const A_TABLE = 'tblAbCdEfGhIjKlMnOp';

describe('a credential that does not work', () => {
	let editor: Editor;
	let page: Page;

	beforeAll(async () => {
		editor = await openEditor();
		({ page } = editor);
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	const FAULTS: Array<[string, RegExp, () => Promise<ICredentialDataDecryptedObject>]> = [
		[
			'half a token',
			/token in the credential is incomplete or mistyped/,
			async () => withToken(editor.sandbox.tokens.full.token.slice(0, 40)),
		],
		[
			'an expired token',
			/does not accept the token in the credential: it has expired/,
			async () => withToken(editor.sandbox.tokens.expired.token),
		],
		[
			'a wrong server URL',
			/^The server at \S+ is not Teable/,
			async () => at(new URL(page.url()).origin),
		],
		[
			'a server that is down',
			/Can't reach /,
			async () => at(`http://127.0.0.1:${await freePort()}`),
		],
	];

	it.each(FAULTS)(
		'%s: lists, columns and the run give the same reason',
		async (name, reason, data) => {
			await open('Create record', name, await data());
			const inList = await errorOfList();
			expect(inList).toMatch(reason);

			await giveBy(parameter(page, 'Table'), 'By ID', A_TABLE);
			const panel = page.getByTestId('node-parameters');
			await panel.getByText(inList).waitFor();
			expect(await failStep(page)).toContain(inList);
		},
	);

	it('a token that may not list bases: says to give the table by URL', async () => {
		const { url, tokens } = editor.sandbox;
		const data = { baseUrl: url, accessToken: tokens.oneBase.token };
		await open('Get many records', 'One base only', data);
		expect(await errorOfList()).toMatch(/^This credential may not list bases\. Choose By URL/);
	});

	async function open(action: string, name: string, data: ICredentialDataDecryptedObject) {
		const credential = { name, type: 'teableApi', data };
		await page.request.post('/rest/credentials', { data: credential });
		await newWorkflow(page);
		await addTeableNode(page, action);
		await choose(page.getByTestId('node-credentials-select'), name);
	}

	/** What the list of bases shows instead of its entries. */
	async function errorOfList(): Promise<string> {
		const base = parameter(page, 'Base');
		await base.getByTestId('rlc-input').click();
		const message = page.getByTestId('rlc-error-message').filter({ visible: true });
		const said = (await message.innerText()).trim();
		await base.locator('label').click();
		await message.waitFor({ state: 'hidden' });
		return said;
	}

	const withToken = (accessToken: string) => ({ baseUrl: editor.sandbox.url, accessToken });

	const at = (baseUrl: string) => ({ baseUrl, accessToken: editor.sandbox.tokens.full.token });
});
