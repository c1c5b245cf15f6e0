import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const CLICK = '/api/table/:tableId/record/:recordId/:fieldId/button-click';

const workflow = { id: 'wflAAAAAAAAAAAAAAAA', name: 'Send offer', isActive: true };

describe('Click Button', () => {
	onEachEngine((table) => {
		let recordId: string;

		const addButton = async (name: string, options: IDataObject) => {
			const { server, id } = table();
			await server.ask('POST', `/table/${id}/field`, {
				name,
				type: 'button',
				options: { label: 'Go', color: 'teal', ...options },
			});
		};

		beforeEach(async () => {
			await addButton('Send', { workflow, maxCount: 2 });
			[recordId] = await table().fill([{ Name: 'Nathan' }]);
			table().server.sandbox.resetRequests();
		});

		const run = async (button: string, more: INodeParameters = {}) =>
			await table().run('clickButton', {
				recordId: { __rl: true, mode: 'id', value: recordId },
				fieldId: { __rl: true, mode: 'name', value: button },
				...more,
			});

		it('returns how often the button has been clicked', async () => {
			await run('Send');
			const { items, error } = await run('Send');
			expect(error?.message).toBeUndefined();
			expect(items).toEqual([
				{ json: { id: recordId, field: 'Send', count: 2 }, pairedItem: { item: 0 } },
			]);
		});

		it('says that the button has reached its click limit', async () => {
			await run('Send');
			await run('Send');
			const { error } = await run('Send');
			expect(error?.message).toBe(
				"Button 'Send' has reached its click limit of 2 in this record. Reset the count in Teable, or raise 'Click Limit' under 'Settings' with Field > Update.",
			);
		});

		it.each<[string, IDataObject, string]>([
			[
				'starts nothing',
				{},
				"Button 'Other' has no automation. Add one in the field's settings in Teable.",
			],
			[
				'starts an automation that is switched off',
				{ workflow: { ...workflow, isActive: false } },
				"The automation of button 'Other' is turned off. Turn it on in Teable.",
			],
		])('says that the button %s', async (_what, options, message) => {
			await addButton('Other', options);
			const { error } = await run('Other');
			expect(error?.message).toBe(message);
			expect(table().server.sandbox.count('POST', CLICK)).toBe(0);
		});

		it('refuses a field that is not a button', async () => {
			const { error } = await run('Name');
			expect(error?.message).toBe(
				"'Field' is 'Name', which is not a field of type button. Choose one of 'Send'.",
			);
		});

		it('does not click again if the outcome of the first click is unknown', async () => {
			table().server.sandbox.inject({ method: 'POST', route: CLICK, kind: 'resetAfter' });
			const { error } = await run('Send');
			expect(error?.message).toContain(
				"It is unknown whether Teable carried this out. The button's automation may have started. Check in Teable before you click it again. Unknown: item 0.",
			);
			expect(table().server.sandbox.count('POST', CLICK)).toBe(1);
		});

		it('says that the record does not exist', async () => {
			const { error } = await run('Send', {
				recordId: { __rl: true, mode: 'id', value: 'recAAAAAAAAAAAAAAAA' },
			});
			expect(error?.message).toMatch(/^Teable has no record 'rec\w{16}'/);
		});
	});
});
