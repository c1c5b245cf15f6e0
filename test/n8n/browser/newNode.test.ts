import type { Page } from 'playwright-core';

import { addTeableNode, newWorkflow, openEditor, SET_UP_MS, type Editor } from './editor';
import { choose, chooseFromList, namesInList, parameter } from './panel';

describe('a new node in a workflow', () => {
	let editor: Editor;
	let page: Page;

	beforeAll(async () => {
		editor = await openEditor({ withCredentials: true });
		({ page } = editor);
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	beforeEach(async () => await newWorkflow(page));

	it('starts with a connected credential, so that its first list opens', async () => {
		await addTeableNode(page, 'Get many records');
		expect(await namesInList(parameter(page, 'Base'))).toEqual(['CRM', 'Projects']);
	});

	it.each([
		'Create record',
		'Update record',
		'Create or update record',
		'Get many records',
		'Aggregate records',
	])('marks nothing red before it is filled in: %s', async (action) => {
		await addTeableNode(page, action);
		const panel = page.getByTestId('node-parameters');
		await panel.getByText('Options', { exact: true }).waitFor();
		expect(await panel.innerText()).not.toMatch(/No columns found|Error fetching/);
		expect(await panel.getByTestId('parameter-issues').count()).toBe(0);
	});

	it('asks for a field and an operator in a new condition, with the type beside each field', async () => {
		await addTeableNode(page, 'Get many records');
		await choose(parameter(page, 'Filter'), 'Conditions');
		await page.getByRole('button', { name: 'Add condition' }).click();
		await page.getByRole('button', { name: 'Add sort rule' }).click();
		const panel = page.getByTestId('node-parameters');
		const fields = parameter(page, 'Field Name or ID');
		await expectToShow(fields.first(), 'Choose a Table First');
		await chooseFromList(parameter(page, 'Base'), 'CRM');
		await chooseFromList(parameter(page, 'Table'), 'Contacts');
		await expectToShow(fields.first(), 'Choose a Field');
		await expectToShow(fields.last(), 'Choose a Field');
		await expectToShow(parameter(page, 'Operator Name or ID'), 'Choose a Field First');
		await choose(fields.first(), 'Status (single select)');
		await expectToShow(parameter(page, 'Operator Name or ID'), 'Choose an Operator');
		expect(await panel.getByTestId('parameter-issues').count()).toBe(0);
	});

	const expectToShow = async (list: ReturnType<typeof parameter>, text: string) =>
		await page.waitForFunction(
			([input, wanted]) => (input as { value?: string } | null)?.value === wanted,
			[await list.locator('input').first().elementHandle(), text] as const,
		);
});
