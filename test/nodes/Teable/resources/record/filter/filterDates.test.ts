import type { INodeParameters } from 'n8n-workflow';

import { conditions, json, where } from '../../../../../harness/filters';
import { onEachEngine } from '../../../../../harness/table';
import { filtered } from './filtered';

/** Due is shown in Paris, an hour ahead of UTC. */
const rows = [
	{ Name: 'Alpha', Due: '2025-01-15T10:30:00.000Z' },
	{ Name: 'Beta' },
	{ Name: 'gamma', Due: '2025-01-14T23:30:00.000Z' },
	{ Name: 'alpha', Due: '2025-01-15T23:30:00.000Z' },
	{ Notes: 'no name' },
];

const dueOn = (operator: string, date: string, more: INodeParameters = {}) =>
	conditions({ fieldId: 'Due', operator, mode: 'exactDate', date, ...more });

const dueAt = (operator: string, date: string, more: INodeParameters = {}) =>
	conditions({ fieldId: 'Due', operator, mode: 'exactDateTime', date, ...more });

describe('Dates in a filter', () => {
	onEachEngine((table) => {
		const { names, count } = filtered(table);

		beforeEach(async () => void (await table().fill(rows)));

		it("are days in the field's time zone", async () => {
			expect(await names(dueOn('isDate', '2025-01-15'))).toEqual(['Alpha', 'gamma']);
			expect(await names(dueOn('isAfter', '2025-01-15T00:00:00'))).toEqual(['alpha']);
			expect(await names(dueOn('isOnOrBefore', '2025-01-15'))).toEqual(['Alpha', 'gamma']);
			expect(await names(dueOn('isNotDate', '2025-01-15'))).toEqual(['Beta', 'alpha', '']);
		});

		it('can be in another time zone', async () => {
			const evening = '2025-01-15T20:00:00';
			expect(await names(dueOn('isDate', evening, { timeZone: 'America/New_York' }))).toEqual([
				'Alpha',
				'gamma',
			]);
		});

		it('are times to the millisecond, though 1.10 compares only days', async () => {
			const half = '2025-01-15T11:30:00';
			expect(await names(dueAt('isDate', half))).toEqual(['Alpha']);
			expect(await names(dueAt('isAfter', half))).toEqual(['alpha']);
			expect(await names(dueAt('isOnOrAfter', half))).toEqual(['Alpha', 'alpha']);
			expect(await names(dueAt('isBefore', half))).toEqual(['gamma']);
			expect(await names(dueAt('isBefore', '2025-01-15T10:30:00.001Z'))).toEqual([
				'Alpha',
				'gamma',
			]);
			expect(
				await names(dueAt('isBefore', '2025-01-15T05:30:00.001', { timeZone: 'America/New_York' })),
			).toEqual(['Alpha', 'gamma']);
		});

		it('are counted as they are listed', async () => {
			expect(await count(dueAt('isAfter', '2025-01-15T11:30:00'))).toEqual([{ count: 1 }]);
			expect(await count(dueOn('isAfter', '2025-01-15'))).toEqual([{ count: 1 }]);
		});

		it('can be relative to today', async () => {
			const today = new Date().toISOString();
			await table().fill([{ Name: 'now', Due: today }]);
			expect(
				await names(conditions({ fieldId: 'Due', operator: 'isDate', mode: 'today' })),
			).toEqual(['now']);
			expect(
				await names(
					conditions({
						fieldId: 'Due',
						operator: 'isWithIn',
						period: 'pastNumberOfDays',
						numberOfDays: 3,
					}),
				),
			).toEqual(['now']);
		});

		it('can be plain text, as from expressions and agents', async () => {
			const due = (operator: string, value: string) =>
				json({ conjunction: 'and', filterSet: [{ fieldId: 'Due', operator, value }] });
			expect(await names(where('Due', 'is', '2025-01-15'))).toEqual(['Alpha', 'gamma']);
			expect(await names(due('isAfter', '2025-01-15'))).toEqual(['alpha']);
			expect(await names(due('isAfter', '2025-01-15T09:00:00Z'))).toEqual(['Alpha', 'alpha']);
			expect(await names(due('is', 'today'))).toEqual([]);
		});

		it('are compared with Value if an expression gives the operator, because the editor shows both', async () => {
			const condition = {
				fieldId: '={{ "Due" }}',
				operator: '={{ "isAfter" }}',
				value: '2025-01-15',
			};
			expect(await names(conditions({ ...condition, mode: 'exactDate', date: '' }))).toEqual([
				'alpha',
			]);
		});
	});
});
