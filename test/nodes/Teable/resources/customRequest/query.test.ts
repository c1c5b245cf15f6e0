import { onOneServer } from '../../../../harness/server';
import { request, requestsOf } from './requests';

describe('Custom Request: Send, the query', () => {
	onOneServer((server) => {
		const { failure, sent } = requestsOf(server);

		beforeEach(async () => await server.signInAs('plainToken'));

		it('has lists, dates and JSON in the format that Teable reads', async () => {
			await server.run(
				'send',
				request('GET', '/space/spcA', {}, [
					['a', 'x & y'],
					['list', '={{ ["1", 2] }}'],
					['one[]', 'x'],
					['twice', 'x'],
					['twice', 'y'],
					['groupBy', '={{ [{ fieldId: "fldA", order: "asc" }] }}'],
					['at', "={{ DateTime.fromISO('2026-01-15T10:30:00Z', { zone: 'utc' }) }}"],
				]),
			);
			const [, query] = server.sandbox.requests[0].url.split('?');
			expect([...new URLSearchParams(query)]).toEqual([
				['a', 'x & y'],
				['list[]', '1'],
				['list[]', '2'],
				['one[]', 'x'],
				['twice[]', 'x'],
				['twice[]', 'y'],
				['groupBy', '[{"fieldId":"fldA","order":"asc"}]'],
				['at', '2026-01-15T10:30:00.000Z'],
			]);
		});

		it.each([
			['nothing', '={{ $json.none }}'],
			['null', '={{ null }}'],
			['an empty text', ''],
			['an empty list', '={{ [] }}'],
			['a list with a gap', '={{ ["a", null] }}'],
		])('refuses a parameter that contains %s, because it may be a filter', async (_what, value) => {
			expect(await failure('DELETE', '/table/tblA/record', {}, [['recordIds', value]])).toContain(
				"'Query Parameters' has no value for 'recordIds'.",
			);
			expect(sent()).toEqual([]);
		});
	});
});
