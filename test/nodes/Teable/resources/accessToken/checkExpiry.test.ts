import { Settings } from 'luxon';

import { onEachServer } from '../../../../harness/server';

describe('Check Expiry of Access Tokens', () => {
	const clock = Settings.now;

	afterEach(() => {
		Settings.now = clock;
	});

	onEachServer((server) => {
		it('returns the status of each token, soonest expiry first, in one request', async () => {
			const tokens = await server.output('checkExpiry');
			expect(tokens.map(({ name, status }) => [name, status])).toEqual([
				['Expired', 'expired'],
				['Expires soon', 'expiring'],
				['Read only, one base', 'valid'],
				['Never used', 'valid'],
				[expect.stringMatching(/^Full access/), 'valid'],
				[expect.stringMatching(/^Full access/), 'valid'],
				['Permanent', 'valid'],
			]);
			expect(tokens[0]).toMatchObject({ daysUntilExpiry: -3, daysSinceLastUse: 4 });
			expect(tokens[1]).toMatchObject({ daysUntilExpiry: 5, neverExpires: false });
			expect(tokens[3]).toMatchObject({ name: 'Never used', daysSinceLastUse: null });
			expect(tokens[6]).toMatchObject({ neverExpires: true });
			expect(server.sandbox.requests).toHaveLength(1);
		});

		it("adds to Teable's own fields and removes none", async () => {
			const [expired] = await server.output('checkExpiry');
			const { status, daysUntilExpiry, neverExpires, daysSinceLastUse, ...own } = expired;
			expect(own).toEqual(await server.ask('GET', `/access-token/${String(expired.id)}`));
			expect([status, daysUntilExpiry, neverExpires, daysSinceLastUse]).toEqual([
				...['expired', -3, false, 4],
			]);
		});

		it('checks only the chosen tokens, also in one request', async () => {
			const { permanent, expiring } = server.sandbox.tokens;
			const tokens = await server.output('checkExpiry', {
				tokens: 'chosen',
				tokenIds: [permanent.id, expiring.id],
			});
			expect(tokens.map(({ id }) => id)).toEqual([expiring.id, permanent.id]);
			expect(server.sandbox.requests).toHaveLength(1);
		});

		it('warns as many days before as chosen', async () => {
			const statusOf = async (warnBeforeDays: number) =>
				(await server.output('checkExpiry', { warnBeforeDays }))[1].status;
			expect(await statusOf(5)).toBe('expiring');
			expect(await statusOf(4)).toBe('valid');
		});

		it('returns only the tokens that need attention on request', async () => {
			const options = { onlyNeedingAttention: true };
			const tokens = await server.output('checkExpiry', { options });
			expect(tokens.map(({ name }) => name)).toEqual(['Expired', 'Expires soon']);
		});

		it('returns no item if no token needs attention', async () => {
			const { permanent } = server.sandbox.tokens;
			const tokens = await server.output('checkExpiry', {
				tokens: 'chosen',
				tokenIds: [permanent.id],
				options: { onlyNeedingAttention: true, failIfAny: true },
			});
			expect(tokens).toEqual([]);
		});

		it.each(['true', 1, 'yes'])(
			'fails if any token needs attention, also if that is set to %j',
			async (failIfAny) => {
				const { error } = await server.run('checkExpiry', { options: { failIfAny } });
				expect(error?.message).toMatch(/^2 access tokens need attention: /);
			},
		);

		it('fails on request with a message that names each token and its date', async () => {
			const [expired, expiring] = await server.output('checkExpiry');
			const dateOf = ({ expiredTime }: typeof expired) => String(expiredTime).slice(0, 10);
			const options = { failIfAny: true };
			expect(await server.failure('checkExpiry', { options })).toBe(
				`2 access tokens need attention: 'Expired' expired on ${dateOf(expired)}; 'Expires soon' expires on ${dateOf(expiring)} (days left: 5). Rotate them, or create new ones in Teable.`,
			);
		});

		it.each([
			['Pacific/Auckland', 'expiring', '2031-06-16'],
			['America/New_York', 'expiring', '2031-06-15'],
		])("counts the days in the workflow's time zone %s", async (timezone, _status, date) => {
			const { id } = await server.ask('POST', '/access-token', {
				name: 'Around midnight',
				scopes: ['record|read'],
				expiredTime: '2031-06-15T12:30:00.000Z',
			});
			Settings.now = () => Date.parse('2031-06-15T11:30:00.000Z');
			const chosen = { tokens: 'chosen', tokenIds: [String(id)], warnBeforeDays: 1 };
			const [token] = await server.output('checkExpiry', chosen, { timezone });
			const left = timezone === 'Pacific/Auckland' ? 1 : 0;
			expect(token).toMatchObject({ status: 'expiring', daysUntilExpiry: left });
			const failing = { ...chosen, options: { failIfAny: true } };
			expect(await server.failure('checkExpiry', failing, { timezone })).toBe(
				`1 access token needs attention: 'Around midnight' expires on ${date} (days left: ${left}). Rotate them, or create new ones in Teable.`,
			);
		});

		it('names a chosen token that the account does not have', async () => {
			const parameters = { tokens: 'chosen', tokenIds: ['accAAAAAAAAAAAAAAAA'] };
			expect(await server.failure('checkExpiry', parameters)).toBe(
				"'Token Names or IDs' contains 'accAAAAAAAAAAAAAAAA', which your Teable account doesn't have. The token may have been deleted. Choose from the list again, or use IDs returned by Get Many.",
			);
		});

		it.each([
			['no token', [], "'Token Names or IDs' is empty. Choose at least one token"],
			['a name instead of an ID', ['Full access'], "'Token Names or IDs' is 'Full access'"],
		])('refuses %s without a request', async (_what, tokenIds, message) => {
			const parameters = { tokens: 'chosen', tokenIds };
			expect(await server.failure('checkExpiry', parameters)).toContain(message);
			expect(server.sandbox.requests).toEqual([]);
		});

		it.each([-1, 1.5, 'soon'])('refuses to warn %p days before', async (days) => {
			const warnBeforeDays = `={{ ${JSON.stringify(days)} }}`;
			expect(await server.failure('checkExpiry', { warnBeforeDays })).toBe(
				`'Warn Before (Days)' is '${days}'. Enter a whole number of at least 0.`,
			);
			expect(server.sandbox.requests).toEqual([]);
		});
	});
});
