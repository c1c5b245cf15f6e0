import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SOME_ENGINES } from '../../../../harness/engines';
import { onEachEngine } from '../../../../harness/table';
import { CONVERT, WITH_DEFAULTS, updatesOf } from './updates';

describe('Field: Update', () => {
	onEachEngine(
		(table) => {
			const { update, set, fieldOf } = updatesOf(table);

			it('changes only the name and the description', async () => {
				const before = await fieldOf('Amount');
				await table().fill([{ Amount: 7 }]);
				expect(await update('Amount', { name: 'Net', description: 'No tax' })).toMatchObject({
					...{ id: before.id, name: 'Net', description: 'No tax', options: before.options },
				});
				expect(await table().rows()).toMatchObject([{ Net: 7 }]);
				expect(table().server.sandbox.count('PUT', CONVERT)).toBe(0);
			});

			it('clears the description', async () => {
				await update('Amount', { description: 'No tax' });
				const options = { clearDescription: true };
				const { description } = await update('Amount', { options });
				expect(description ?? '').toBe('');
			});

			it.each<[string, string, INodeParameters, IDataObject]>([
				[
					'only the decimal places',
					'Price',
					{ precision: 4 },
					{ formatting: { type: 'currency', precision: 4, symbol: '€' }, defaultValue: 5 },
				],
				[
					'the format of a number',
					'Price',
					{ numberFormat: 'percent' },
					{ formatting: { type: 'percent', precision: 2 }, defaultValue: 5 },
				],
				[
					'the time zone of a date',
					'Day',
					{ timeZone: 'Asia/Tokyo' },
					{
						formatting: { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'Asia/Tokyo' },
						defaultValue: 'now',
					},
				],
				['a default', 'Notes', { defaultText: 'x' }, { defaultValue: 'x' }],
				[
					'a default choice',
					'Status',
					{ defaultChoice: 'Done' },
					{ choices: [{ name: 'Todo' }, { name: 'Done' }], defaultValue: 'Done' },
				],
				['how text is shown', 'Email', { showAs: 'email' }, { showAs: { type: 'email' } }],
			])('changes %s, and keeps the rest', async (_what, field, settings, options) => {
				const updated = await set(field, settings);
				expect(updated.options).toMatchObject(options);
				expect((await fieldOf(field)).options).toEqual(updated.options);
			});

			it('keeps the cells of a select field', async () => {
				await table().fill([{ Status: 'Done', Tags: ['A', 'B'] }]);
				await set('Status', { defaultChoice: 'Todo' });
				await set('Tags', { noNewChoices: true });
				expect(await table().rows()).toMatchObject([{ Status: 'Done', Tags: ['A', 'B'] }]);
			});

			it('removes a default', async () => {
				expect((await set('Price', { defaultNumber: '' })).options).not.toHaveProperty(
					'defaultValue',
				);
				expect((await set('Day', { defaultNow: false })).options).not.toHaveProperty(
					'defaultValue',
				);
			});

			it('sets unique and required, keeps them through other changes, and removes them', async () => {
				await table().fill([{ Name: 'a' }, { Name: 'b' }]);
				expect(await set('Name', { unique: true, required: true })).toMatchObject({
					...{ unique: true, notNull: true },
				});
				expect(await set('Name', { defaultText: 'x' })).toMatchObject({
					...{ unique: true, notNull: true },
				});
				const { unique, notNull } = await set('Name', { unique: false, required: false });
				expect([unique ?? false, notNull ?? false]).toEqual([false, false]);
			});

			it('changes a formula, also to one that returns text', async () => {
				await table().fill([{ Name: 'a', Amount: 2 }]);
				await set('Double', { formula: '{Amount} * 3' });
				expect(await table().rows()).toMatchObject([{ Double: 6 }]);
				await set('Double', { formula: "CONCATENATE({Name}, '!')" });
				expect(await table().rows()).toMatchObject([{ Double: 'a!' }]);
			});

			it('changes what a rollup and a lookup show', async () => {
				const lookupOptions = {
					linkFieldId: table().field('Companies'),
					...(await companyField()),
				};
				await table().addField({
					...{ name: 'Looked up', type: 'singleLineText', isLookup: true, lookupOptions },
				});
				await table().addField({
					...{ name: 'Number', type: 'rollup', lookupOptions },
					options: { expression: 'countall({values})' },
				});
				expect(await set('Number', { rollupFunction: 'counta({values})' })).toMatchObject({
					options: { expression: 'counta({values})' },
				});
				expect(await set('Looked up', { lookupField: 'Company' })).toMatchObject({
					...{ isLookup: true, lookupOptions },
				});
			});

			async function companyField() {
				const { options } = await fieldOf('Companies');
				const { foreignTableId } = options as { foreignTableId: string };
				const [company] = (await table().server.ask(
					'GET',
					`/table/${foreignTableId}/field`,
				)) as unknown as IDataObject[];
				return { foreignTableId, lookupFieldId: company.id };
			}
		},
		SOME_ENGINES,
		WITH_DEFAULTS,
	);
});
