import type { Page } from 'playwright-core';

import { editCredential, fillIn, messageIn, newCredential, save } from './credentialDialog';
import { addTeableNode, newWorkflow, openEditor, SET_UP_MS, type Editor } from './editor';
import { choose, chooseFromList, executeStep, parameter, type } from './panel';

describe('someone who has just installed the node', () => {
	let editor: Editor;
	let page: Page;

	beforeAll(async () => {
		editor = await openEditor();
		({ page } = editor);
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	it('finds the node by its name, sees that a token is wrong, and connects with the right one', async () => {
		const { url, tokens } = editor.sandbox;
		await newWorkflow(page);
		await addTeableNode(page, 'Create record');

		const dialog = await newCredential(page, 'Access Token');
		const { id, token } = tokens.full;
		const wrong = `teable_${id}_${'A'.repeat(44)}`;
		await fillIn(dialog, { 'Server URL': url, 'Access Token': wrong });
		await save(dialog);
		expect(await messageIn(dialog)).toContain(
			'The token in the credential is incomplete or mistyped',
		);

		await fillIn(dialog, { 'Access Token': token });
		await save(dialog);
		await dialog.waitFor({ state: 'hidden' });
		expect(await messageIn(await editCredential(page))).toContain('Connection tested successfully');
	});

	it('chooses a table from lists, maps its columns, and reads the record that the step has created', async () => {
		await newWorkflow(page);
		await addTeableNode(page, 'Create record');
		await chooseFromList(parameter(page, 'Base'), 'CRM');
		await chooseFromList(parameter(page, 'Table'), 'Contacts');
		await type(parameter(page, 'Name'), 'Alan Turing');
		await type(parameter(page, 'Email'), 'alan@example.com');
		await choose(parameter(page, 'Status'), 'Lead');

		const [record, ...others] = await executeStep(page);
		expect(others).toEqual([]);
		expect(record).toMatchObject({
			id: expect.stringMatching(/^rec\w{16}$/) as string,
			Name: 'Alan Turing',
			Email: 'alan@example.com',
			Status: 'Lead',
		});
	});

	it('builds a filter with the mouse, and gets the matching records', async () => {
		await newWorkflow(page);
		await addTeableNode(page, 'Get many records');
		await chooseFromList(parameter(page, 'Base'), 'CRM');
		await chooseFromList(parameter(page, 'Table'), 'Contacts');
		await choose(parameter(page, 'Filter'), 'Conditions');
		await page.getByRole('button', { name: 'Add condition' }).click();
		await choose(parameter(page, 'Field Name or ID'), 'Status (single select)');
		await choose(parameter(page, 'Operator Name or ID'), 'Is');
		await choose(parameter(page, 'Value Name or ID'), 'Lead');

		const records = await executeStep(page);
		expect(records.map(({ Name }) => Name)).toEqual(['Grace Hopper', 'Alan Turing']);
	});
});
