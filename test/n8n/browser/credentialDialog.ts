import type { Locator, Page } from 'playwright-core';

import { parameter, type } from './panel';

/** n8n's label for choosing a credential's type in the dialog. */
export type CredentialType = 'Access Token' | 'OAuth2' | 'Session';

const dialogOf = (page: Page) => page.getByTestId('editCredential-modal');

/** Opens the dialog for a new credential of the node whose panel is open. */
export async function newCredential(page: Page, type: CredentialType): Promise<Locator> {
	const none = page.getByTestId('node-credentials-empty-state');
	const some = page.getByTestId('node-credentials-select');
	await none.or(some).waitFor();
	if (await none.isVisible()) {
		await none.getByRole('button').click();
	} else {
		await some.click();
		await page.getByText('Create new credential').filter({ visible: true }).click();
	}
	const dialog = dialogOf(page);
	await dialog.getByTestId('credential-mode-dropdown-trigger').click();
	await page.getByRole('menuitem', { name: type, exact: true }).click();
	return dialog;
}

/** Opens the dialog of the credential that the open panel shows. */
export async function editCredential(page: Page): Promise<Locator> {
	await page.getByTestId('credential-edit-button').click();
	return dialogOf(page);
}

/** Types values into the dialog, by the labels of its fields. */
export async function fillIn(dialog: Locator, values: Record<string, string>): Promise<void> {
	for (const [label, text] of Object.entries(values)) await type(parameter(dialog, label), text);
}

/** Clicks Save, after which n8n tests the credential. */
export async function save(dialog: Locator): Promise<void> {
	const tested = dialog.page().waitForResponse(/\/rest\/credentials\/test/);
	await dialog.getByTestId('credential-save-button').click();
	await tested;
}

/** What the dialog says about the connection, with its details. */
export async function messageIn(dialog: Locator): Promise<string> {
	const banner = dialog.locator('.el-tag').filter({ visible: true });
	await banner.waitFor();
	const more = banner.getByText('More details');
	if (await more.isVisible()) await more.click();
	return await banner.innerText();
}

/** Clicks Retry, next to the message about a failed connection. */
export async function retry(dialog: Locator): Promise<void> {
	const tested = dialog.page().waitForResponse(/\/rest\/credentials\/test/);
	await dialog.getByRole('button', { name: 'Retry' }).click();
	await tested;
}

export async function closeDialog(dialog: Locator): Promise<void> {
	await dialog.getByRole('button', { name: 'Close this dialog' }).click();
	await dialog.waitFor({ state: 'hidden' });
}

/** n8n closes the dialog after a success, and shows the result when it is opened again. */
export async function expectToBeClosed(dialog: Locator, message: string): Promise<void> {
	await dialog.waitFor({ state: 'hidden' });
	expect(await messageIn(await editCredential(dialog.page()))).toContain(message);
	await closeDialog(dialog);
}

/** Clicks the button that opens Teable's page in its own window. */
export async function connect(dialog: Locator): Promise<Page> {
	const opened = dialog.page().waitForEvent('popup');
	await dialog.getByRole('button', { name: 'Connect' }).click();
	return await opened;
}

/** Signs in on Teable's page and allows n8n. */
export async function consent(
	teable: Page,
	account: { email: string; password: string },
): Promise<void> {
	await teable.getByLabel('E-mail').fill(account.email);
	await teable.getByLabel('Password').fill(account.password);
	await teable.getByRole('button', { name: 'Sign in' }).click();
	await teable.getByRole('button', { name: 'Allow' }).click();
}
