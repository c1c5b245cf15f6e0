import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { onEachEngine } from '../../../../../harness/table';

describe('matching texts', () => {
	onEachEngine((table) => {
		const run = async (
			operation: 'update' | 'upsert',
			matchTexts: string,
			items: IDataObject[],
			column = 'Email',
		): Promise<IDataObject[]> => {
			const parameters = { ...table().automatic([column]), options: { matchTexts } };
			return await table().output(operation, parameters, {
				items,
			});
		};

		const actions = (records: IDataObject[]) => records.map(({ action }) => action);

		const notes = async () => (await table().rows()).map(({ Notes }) => Notes);

		it("finds a record regardless of case, and keeps the column's spelling", async () => {
			const emails = ['Ada@X.org', 'MÜLLER@x.org', 'Ключ', 'k_y', 'K%Y', 'K\\Y', 'ab'];
			await table().fill(emails.map((Email) => ({ Email })));
			const items = emails.map((email, index) => ({
				Email: index % 2 ? email.toLowerCase() : email.toUpperCase(),
				Notes: email,
			}));
			expect(actions(await run('upsert', 'ignoringCase', items))).toEqual(
				emails.map(() => 'updated'),
			);
			expect(await table().rows()).toMatchObject(emails.map((Email) => ({ Email, Notes: Email })));
		});

		it('is case-sensitive by default', async () => {
			await table().fill([{ Email: 'Ada' }]);
			expect(actions(await run('upsert', 'exactly', [{ Email: 'ada' }]))).toEqual(['created']);
		});

		it('finds a record by a text with surrounding spaces', async () => {
			await table().fill([{ Email: 'ada' }, { Email: 'Bob' }]);
			await run('update', 'ignoringSpaces', [{ Email: ' ada\t', Notes: 'a' }]);
			await run('update', 'ignoringBoth', [{ Email: ' BOB ', Notes: 'b' }]);
			expect(await notes()).toEqual(['a', 'b']);
			expect(actions(await run('upsert', 'ignoringSpaces', [{ Email: ' bob' }]))).toEqual([
				'created',
			]);
		});

		it('creates one record for new keys that differ only in case', async () => {
			const items = [
				{ Email: 'New', Notes: '1' },
				{ Email: 'NEW ', Notes: '2' },
				{ Email: 'new', Notes: '3' },
			];
			expect(actions(await run('upsert', 'ignoringBoth', items))).toEqual([
				...['created', 'updated', 'updated'],
			]);
			expect(await notes()).toEqual(['3']);
			expect(actions(await run('upsert', 'ignoringBoth', items))).toEqual([
				...['updated', 'updated', 'updated'],
			]);
		});

		it('creates no second record for a key with surrounding spaces (the older engines keep none)', async () => {
			const items = [{ Email: ' ada ', Notes: ' tea\n' }];
			expect(actions(await run('upsert', 'exactly', items))).toEqual(['created']);
			expect(actions(await run('upsert', 'exactly', items))).toEqual(['unchanged']);
			expect(await table().rows()).toHaveLength(1);
		});

		it('refuses to choose among records that differ only in case', async () => {
			await table().fill([{ Email: 'ada' }, { Email: 'ADA' }]);
			const parameters = {
				...table().automatic(['Email']),
				options: { matchTexts: 'ignoringCase' },
			};
			const { error } = await table().run('update', parameters, {
				items: [{ Email: 'Ada', Notes: 'x' }],
			});
			expect(error?.message).toContain("2 records found where 'Email' is 'Ada'");
		});

		it('looks up 100 items in a large table without reading all of it', async () => {
			await table().fill(range(2500).map((index) => ({ Email: `User${index}@x.org` })));
			table().server.sandbox.resetRequests();
			const items = range(40).map((index) => ({ Email: `USER${index * 50}@X.org`, Notes: 'x' }));
			const records = await run('upsert', 'ignoringCase', items);
			expect(actions(records)).toEqual(items.map(() => 'updated'));
			expect(table().server.sandbox.count('GET', '/api/table/:tableId/record')).toBeLessThan(5);
		});

		it('does not confuse letters that become others in lower case in another language', async () => {
			// In lower case, the Kelvin sign becomes the letter k, but not in every database.
			await table().fill([{ Email: '300 \u212A' }]);
			expect(actions(await run('upsert', 'ignoringCase', [{ Email: '300 k' }]))).toEqual([
				'created',
			]);
		});
	});
});
