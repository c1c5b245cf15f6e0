import axios, { type AxiosInstance } from 'axios';
import { startSandbox, type Sandbox, type TeableVersion } from '../../sandbox';

describe.each<TeableVersion>(['1.10.0', '2026-07'])('Signing in to Teable %s', (version) => {
	let sandbox: Sandbox;
	let http: AxiosInstance;
	let now: Date;

	const start = async (captcha: boolean) => {
		now = new Date();
		sandbox = await startSandbox({ version, captcha, now: () => now });
		http = axios.create({ baseURL: sandbox.url, validateStatus: () => true });
	};

	beforeEach(async () => await start(false));
	afterEach(async () => await sandbox.stop());

	const signIn = async (password = sandbox.account.password) =>
		await http.post('/api/auth/signin', { email: sandbox.account.email, password });

	it('returns a session cookie for the right password', async () => {
		const signedIn = await signIn();
		expect(signedIn.status).toBe(200);
		expect(signedIn.data).toMatchObject({ id: sandbox.account.userId, hasPassword: true });
		const cookie = signedIn.headers['set-cookie']?.[0] ?? '';
		expect(cookie).toMatch(/^auth_session=[^;]+; Path=\/; Expires=[^;]+; HttpOnly/);
		const me = await http.get('/api/auth/user/me', { headers: { cookie: cookie.split(';')[0] } });
		expect(me.data).toMatchObject({ email: sandbox.account.email });
	});

	it('answers a wrong password with 400, and locks the account after five of them', async () => {
		for (let attempt = 1; attempt <= 5; attempt++) {
			const { status, data } = await signIn('wrong');
			expect([status, data.code]).toEqual([400, 'invalid_credentials']);
		}
		const locked = await signIn('wrong');
		expect([locked.status, locked.data.code]).toEqual([429, 'too_many_requests']);
		expect((await signIn()).status).toBe(429);
		now = new Date(now.getTime() + 31 * 60_000);
		expect((await signIn()).status).toBe(200);
	});

	it('forgets a session after seven days', async () => {
		const cookie = `auth_session=${await sandbox.signIn()}`;
		const status = async () => (await http.get('/api/auth/user', { headers: { cookie } })).status;
		expect(await status()).toBe(200);
		now = new Date(now.getTime() + 8 * 86_400_000);
		expect(await status()).toBe(401);
	});

	it('ends a session on sign-out', async () => {
		const cookie = `auth_session=${await sandbox.signIn()}`;
		const signedOut = await http.post('/api/auth/signout', {}, { headers: { cookie } });
		expect(signedOut.status).toBe(200);
		expect((await http.get('/api/auth/user', { headers: { cookie } })).status).toBe(401);
	});

	it('asks for a captcha if the server requires one', async () => {
		await sandbox.stop();
		await start(true);
		const { status, data } = await signIn();
		expect(status).toBe(400);
		expect(data.message).toMatch(/turnstile/i);
	});

	it('refuses a token on routes that need a session', async () => {
		const headers = { authorization: `Bearer ${sandbox.tokens.full.token}` };
		for (const route of ['/api/auth/temp-token', '/api/access-token']) {
			expect((await http.get(route, { headers })).status).toBe(403);
		}
	});

	it('opens the access-token routes to a token with the scope for integrations', async () => {
		const { id, token } = sandbox.tokens.integrations;
		const headers = { authorization: `Bearer ${token}` };
		const { status, data } = await http.get(`/api/access-token/${id}`, { headers });
		expect([status, data.id]).toEqual([200, id]);
	});

	it('records when a token was used, on 2026 servers at most every five minutes', async () => {
		const cookie = `auth_session=${await sandbox.signIn()}`;
		const { id, token } = sandbox.tokens.neverUsed;
		const lastUsed = async () =>
			(await http.get(`/api/access-token/${id}`, { headers: { cookie } })).data.lastUsedTime;
		const use = async () => {
			await http.get('/api/space', { headers: { authorization: `Bearer ${token}` } });
			return await lastUsed();
		};
		expect(await lastUsed()).toBeUndefined();
		const first = await use();
		expect(first).toBe(now.toISOString());
		now = new Date(now.getTime() + 60_000);
		expect(await use()).toBe(version === '1.10.0' ? now.toISOString() : first);
		now = new Date(now.getTime() + 300_000);
		expect(await use()).toBe(now.toISOString());
	});
});
