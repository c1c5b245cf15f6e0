import { range } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import { conditions } from '../../../../../harness/filters';
import { onEachEngine } from '../../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

/** On 1.10 the node compares the times itself. */
const atHalfPastTen = conditions({
	...{ fieldId: 'Due', operator: 'isDate', mode: 'exactDateTime' },
	date: '2025-01-15T10:30:00.000Z',
});

describe("Get Many with an 'Offset'", () => {
	onEachEngine((table) => {
		const amounts = async (offset: number, parameters: INodeParameters = {}) => {
			const given = table().target('getAll', { ...parameters, options: { offset } });
			return (await table().server.output('getAll', given)).map(({ Amount }) => Amount);
		};

		it('skips that many records, and does not read others', async () => {
			await table().fill(range(130).map((Amount) => ({ Amount })));
			expect(await amounts(70)).toEqual(range(70, 120));
			expect(await amounts(120)).toEqual(range(120, 130));
			expect(await amounts(130)).toEqual([]);
			expect(await amounts(1000)).toEqual([]);
			const urls = table().server.sandbox.requests.filter(
				({ method, route }) => method === 'GET' && route === ROUTE,
			);
			expect(new URL(urls[0].url, 'http://localhost').searchParams.get('skip')).toBe('70');
		});

		it('returns the rest of a table of several pages, up to the limit', async () => {
			await table().fill(range(2500).map((Amount) => ({ Amount })));
			expect(await amounts(1200, { returnAll: true })).toEqual(range(1200, 2500));
			expect(await amounts(300, { limit: 1500 })).toEqual(range(300, 1800));
			expect(await amounts(1200, { limit: 5000 })).toEqual(range(1200, 2500));
			expect(await amounts(2500, { returnAll: true })).toEqual([]);
		});

		it('returns every record once in a loop over pages', async () => {
			await table().fill(range(25).map((Amount) => ({ Amount })));
			const pages = [];
			for (const page of range(3)) pages.push(...(await amounts(page * 10, { limit: 10 })));
			expect(pages).toEqual(range(25));
		});

		it('counts the matching records, even if the node compares them itself', async () => {
			const hours = ['10:30', '10:31'];
			await table().fill(
				range(20).map((Amount) => ({ Amount, Due: `2025-01-15T${hours[Amount % 2]}:00.000Z` })),
			);
			expect(await amounts(3, { ...atHalfPastTen, limit: 4 })).toEqual([6, 8, 10, 12]);
			expect(await amounts(7, { ...atHalfPastTen, returnAll: true })).toEqual([14, 16, 18]);
			expect(await amounts(10, { ...atHalfPastTen, returnAll: true })).toEqual([]);
		});
	});
});
