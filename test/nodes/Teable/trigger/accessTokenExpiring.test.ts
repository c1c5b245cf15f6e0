import type { INodeParameters } from 'n8n-workflow';

import { TriggerRun } from '../../../harness/poll';
import { TestServer } from '../../../harness/server';

const DAY = 86_400_000;

/** n8n's clock. The server's clock doesn't change. */
function itIs(days: number) {
	jest.setSystemTime(Date.now() + days * DAY);
}

describe('Access Token Expiring', () => {
	const server = new TestServer('2026-07');
	let run: TriggerRun;

	const trigger = (parameters: INodeParameters = {}) =>
		new TriggerRun(
			{ authentication: 'session', event: 'accessTokenExpiring', ...parameters },
			server.credentials,
		);

	const makeToken = async (name: string, days: number) =>
		await server.ask('POST', '/access-token', {
			name,
			scopes: ['record|read'],
			expiredTime: new Date(Date.now() + days * DAY + 60_000).toISOString(),
		});

	const names = async (of = run) =>
		(await of.poll()).map(({ name, threshold }) => [name, threshold]);

	beforeEach(async () => {
		await server.start();
		await server.signInAs('password');
		jest.useFakeTimers({ advanceTimers: true, doNotFake: ['nextTick', 'setImmediate'] });
		run = trigger();
	});

	afterEach(async () => {
		jest.useRealTimers();
		await server.sandbox.stop();
	});

	it('ignores tokens that already expire soon when the workflow is published', async () => {
		expect(await run.poll()).toEqual([]);
		expect(await run.poll()).toEqual([]);
	});

	it('announces a token once for each threshold, and once when it has expired', async () => {
		await run.poll();
		await makeToken('Mine', 40);
		const seen = [];
		for (let day = 0; day <= 42; day++) {
			seen.push(...(await names()).filter(([name]) => name === 'Mine'));
			seen.push(...(await names()).filter(([name]) => name === 'Mine'));
			itIs(1);
		}

		expect(seen).toEqual([
			['Mine', 30],
			['Mine', 14],
			['Mine', 7],
			['Mine', 1],
			['Mine', null],
		]);
	});

	it('returns the token and how near its expiry is', async () => {
		await run.poll();
		const { id } = await makeToken('Mine', 20);
		itIs(7);

		expect((await run.poll()).filter(({ name }) => name === 'Mine')).toEqual([
			expect.objectContaining({
				id,
				name: 'Mine',
				scopes: ['record|read'],
				threshold: 14,
				status: 'expiring',
				daysUntilExpiry: 13,
				neverExpires: false,
			}),
		]);
	});

	it('announces only the nearest threshold if several were reached while n8n was down', async () => {
		await run.poll();
		await makeToken('Mine', 40);
		await run.poll();
		itIs(34);

		expect(await names()).toContainEqual(['Mine', 7]);
		expect(await names()).toEqual([]);
	});

	it('starts again when a token was rotated', async () => {
		await run.poll();
		const { id } = await makeToken('Mine', 10);
		itIs(5);
		expect(await names()).toContainEqual(['Mine', 7]);

		await server.ask('POST', `/access-token/${String(id)}/refresh`, {
			expiredTime: new Date(Date.now() + 10 * DAY).toISOString(),
		});
		await run.poll();
		itIs(4);

		expect(await names()).toContainEqual(['Mine', 7]);
		expect(await names()).toEqual([]);
	});

	it('does not announce a new token that is valid for less time than a threshold', async () => {
		await run.poll();
		await makeToken('Short', 7);

		expect(await names()).toEqual([]);
		itIs(6);
		expect(await names()).toContainEqual(['Short', 1]);
		itIs(2);
		expect(await names()).toContainEqual(['Short', null]);
	});

	it('does not announce a rotated token whose new expiry is near, so that rotating ends', async () => {
		await run.poll();
		const { id } = await makeToken('Mine', 10);
		itIs(5);
		expect(await names()).toContainEqual(['Mine', 7]);
		await server.ask('POST', `/access-token/${String(id)}/refresh`, {
			expiredTime: new Date(Date.now() + 6 * DAY).toISOString(),
		});

		expect((await names()).filter(([name]) => name === 'Mine')).toEqual([]);
		itIs(1);
		expect((await names()).filter(([name]) => name === 'Mine')).toEqual([]);
		itIs(4);
		expect(await names()).toContainEqual(['Mine', 1]);
	});

	it('also announces tokens that already expire soon, on request', async () => {
		run = trigger({ startFrom: 'beginning' });

		expect(await names()).toEqual([
			['Expired', null],
			['Expires soon', 7],
		]);
		expect(await names()).toEqual([]);
	});

	it('watches only the chosen tokens, on request', async () => {
		const { expired, neverUsed } = server.sandbox.tokens;
		run = trigger({
			tokens: 'chosen',
			tokenIds: [expired.id, neverUsed.id],
			startFrom: 'beginning',
		});

		expect(await names()).toEqual([['Expired', null]]);
	});

	it('stores nothing about tokens whose expiry is far away', async () => {
		await run.poll();
		const before = run.kept.length;
		await makeToken('Far', 300);
		await run.poll();

		expect(run.kept).toHaveLength(before);
	});

	it('takes one request', async () => {
		await run.poll();
		server.sandbox.resetRequests();

		await run.poll();

		expect(server.sandbox.requests.map(({ route }) => route)).toEqual(['/api/access-token']);
	});

	it('shows the token that expires next in the editor', async () => {
		expect(await run.test()).toEqual([
			expect.objectContaining({ name: 'Expires soon', status: 'expiring', threshold: 30 }),
		]);
	});

	it.each([
		[{ thresholds: '30, soon' }, /'Days Before Expiry' is not a list of whole numbers/],
		[{ thresholds: '' }, /'Days Before Expiry' is not a list of whole numbers/],
		[{ tokens: 'chosen', tokenIds: [] }, /'Token Names or IDs' is empty/],
		[
			{ tokens: 'chosen', tokenIds: ['accAAAAAAAAAAAAAAAA'] },
			/which your Teable account doesn't have/,
		],
	])('says what is wrong with %j', async (parameters, message) => {
		await expect(trigger(parameters).poll()).rejects.toThrow(message);
	});

	it('asks for a session if the server requires one', async () => {
		await expect(trigger({ authentication: 'accessToken' }).poll()).rejects.toThrow(/Session/);
	});
});
