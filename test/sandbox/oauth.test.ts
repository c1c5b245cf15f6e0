import axios, { type AxiosInstance } from 'axios';
import { startSandbox, type Sandbox, type TeableVersion } from '../../sandbox';

describe.each<TeableVersion>(['1.10.0', '2026-07'])(
	'OAuth on a sandbox of Teable %s',
	(version) => {
		let sandbox: Sandbox;
		let http: AxiosInstance;
		let cookie: string;
		let now: Date;

		beforeEach(async () => {
			now = new Date();
			sandbox = await startSandbox({ version, now: () => now, n8nUrl: 'http://localhost:5999' });
			http = axios.create({ baseURL: sandbox.url, validateStatus: () => true, maxRedirects: 0 });
			cookie = `auth_session=${await sandbox.signIn()}`;
		});

		afterEach(async () => await sandbox.stop());

		const authorize = async (changes: Record<string, string> = {}, headers: object = { cookie }) =>
			await http.get<{ message?: string }>('/api/oauth/authorize', {
				params: {
					response_type: 'code',
					client_id: sandbox.oauth.clientId,
					redirect_uri: sandbox.oauth.redirectUri,
					state: 'st-123',
					...changes,
				},
				headers,
			});

		const decide = async (location: string, decision: Record<string, string> = {}) =>
			await http.post(
				'/api/oauth/decision',
				new URLSearchParams({
					transaction_id: new URL(location, sandbox.url).searchParams.get('transaction_id') ?? '',
					...decision,
				}),
				{ headers: { cookie } },
			);

		const exchange = async (form: Record<string, string>, asJson = false) => {
			const { clientId, clientSecret } = sandbox.oauth;
			const body = { client_id: clientId, client_secret: clientSecret, ...form };
			return await http.post<Record<string, string>>(
				'/api/oauth/access_token',
				asJson ? body : new URLSearchParams(body),
			);
		};

		const codeOf = (location: string) => new URL(location).searchParams.get('code') ?? '';

		const grant = async () => {
			const asked = await authorize();
			const allowed = await decide(String(asked.headers.location));
			return codeOf(String(allowed.headers.location));
		};

		const whoAmI = async (token: string) =>
			(await http.get('/api/auth/user', { headers: { authorization: `Bearer ${token}` } })).status;

		it('asks the user once, and then redirects with a code and the state', async () => {
			const asked = await authorize();
			expect(asked.status).toBe(302);
			expect(asked.headers.location).toMatch(/^\/oauth\/decision\?transaction_id=\w{16}$/);
			const allowed = await decide(String(asked.headers.location));
			expect(allowed.status).toBe(302);
			expect(allowed.headers.location).toMatch(
				/^http:\/\/localhost:5999\/rest\/oauth2-credential\/callback\?code=\w{16}&state=st-123$/,
			);
			const again = await authorize();
			expect(again.headers.location).toMatch(/callback\?code=\w{16}&state=st-123$/);
		});

		it('shows a page where a person can allow an app', async () => {
			const asked = await authorize();
			const page = await http.get(String(asked.headers.location), { headers: { cookie } });
			expect(page.headers['content-type']).toContain('text/html');
			expect(page.data).toContain('Allow n8n?');
			expect(page.data).toMatch(/<form method="post" action="\/api\/oauth\/decision">/);
		});

		it('redirects with an error if the user refuses', async () => {
			const asked = await authorize();
			const denied = await decide(String(asked.headers.location), { cancel: '1' });
			expect(denied.headers.location).toMatch(/callback\?error=access_denied&state=st-123$/);
		});

		it('sends a visitor to sign in first, and refuses a token', async () => {
			const visitor = await authorize({}, {});
			expect(visitor.status).toBe(302);
			expect(visitor.headers.location).toMatch(
				/^\/auth\/login\?redirect=%2Fapi%2Foauth%2Fauthorize/,
			);
			const authorization = `Bearer ${sandbox.tokens.full.token}`;
			expect((await authorize({}, { authorization })).status).toBe(403);
		});

		it.each([
			[{ client_id: 'cltAAAA' }, { '1.10.0': 401, '2026-07': 401 }, /No record was found/],
			[
				{ redirect_uri: 'http://evil/' },
				{ '1.10.0': 400, '2026-07': 401 },
				/^(Redirect uri not found|Invalid redirectUri)$/,
			],
			[{ scope: 'space|read' }, { '1.10.0': 400, '2026-07': 400 }, /^Invalid scopes: space\|read$/],
			[
				{ scope: 'record|read,table|read' },
				{ '1.10.0': 400, '2026-07': 400 },
				/^Invalid scopes: record\|read,table\|read$/,
			],
			[
				{ response_type: 'token' },
				{ '1.10.0': 500, '2026-07': 500 },
				/^Unsupported response type: token$/,
			],
		])('refuses to authorize %j', async (changes, status, message) => {
			const refused = await authorize(changes as Record<string, string>);
			expect(refused.status).toBe(status[version]);
			expect(refused.data.message).toMatch(message);
		});

		it('exchanges a code once, with 201', async () => {
			const code = await grant();
			const first = await exchange({ grant_type: 'authorization_code', code });
			expect(first.status).toBe(201);
			expect(first.data).toMatchObject({
				expires_in: 600,
				refresh_expires_in: 2_592_000,
				token_type: 'Bearer',
			});
			expect(first.headers['cache-control']).toBe('no-store');
			expect(await whoAmI(first.data.access_token)).toBe(200);
			const second = await exchange({ grant_type: 'authorization_code', code });
			expect([second.status, second.data.message]).toEqual([401, 'Invalid code']);
		});

		it.each([
			[{ client_secret: 'bad' }, 'Client secret invalid'],
			[{ client_id: 'cltAAAA' }, 'Client not found'],
			[{ client_secret: '' }, 'Unauthorized'],
		])('refuses the client %j', async (client, message) => {
			const code = await grant();
			const refused = await exchange({ grant_type: 'authorization_code', code, ...client });
			expect([refused.status, refused.data.message]).toEqual([401, message]);
		});

		it('reads the client only from a form', async () => {
			const code = await grant();
			expect((await exchange({ grant_type: 'authorization_code', code }, true)).status).toBe(401);
			const { clientId: username, clientSecret: password } = sandbox.oauth;
			const basic = await http.post(
				'/api/oauth/access_token',
				new URLSearchParams({ grant_type: 'authorization_code', code }),
				{ auth: { username, password } },
			);
			expect(basic.status).toBe(401);
		});

		it('returns another refresh token each time, and accepts none twice', async () => {
			const { accessToken, refreshToken } = await sandbox.grantOAuth();
			const refresh = { grant_type: 'refresh_token', refresh_token: refreshToken };
			const first = await exchange(refresh);
			expect(first.status).toBe(201);
			expect(first.data.refresh_token).not.toBe(refreshToken);
			expect(await whoAmI(accessToken)).toBe(200);
			const second = await exchange(refresh);
			expect([second.status, second.data.message]).toEqual([401, 'Invalid refresh token']);
			const garbage = await exchange({ grant_type: 'refresh_token', refresh_token: 'garbage' });
			expect(garbage.status).toBe(500);
		});

		it('refuses an access token after ten minutes', async () => {
			const { accessToken } = await sandbox.grantOAuth();
			now = new Date(now.getTime() + 598_000);
			expect(await whoAmI(accessToken)).toBe(200);
			now = new Date(now.getTime() + 1_000);
			expect(await whoAmI(accessToken)).toBe(401);
		});

		it('leaves OAuth tokens out of the list of access tokens', async () => {
			await sandbox.grantOAuth();
			const list = await http.get<unknown[]>('/api/access-token', { headers: { cookie } });
			expect(list.data).toHaveLength(Object.keys(sandbox.tokens).length);
		});

		it('lets an OAuth token list bases since 2026 only', async () => {
			const { accessToken } = await sandbox.grantOAuth(['record|read', 'table|read']);
			const headers = { authorization: `Bearer ${accessToken}` };
			const bases = await http.get('/api/base/access/all', { headers });
			expect(bases.status).toBe(version === '1.10.0' ? 403 : 200);
		});

		it('refuses the tokens of an app at once if its access is revoked, and asks again', async () => {
			const { accessToken } = await sandbox.grantOAuth();
			const path = `/api/oauth/client/${sandbox.oauth.clientId}/revoke-access`;
			expect((await http.post(path, {}, { headers: { cookie } })).status).toBe(200);
			expect(await whoAmI(accessToken)).toBe(401);
			expect((await authorize()).headers.location).toMatch(/^\/oauth\/decision/);
		});

		it('creates an app, with its secret shown once and then masked', async () => {
			const terms = {
				name: 'mine',
				homepage: 'http://localhost:5678',
				scopes: ['record|read'],
				redirectUris: ['http://localhost:5678/x'],
			};
			const app = await http.post('/api/oauth/client', terms, { headers: { cookie } });
			expect(app.status).toBe(201);
			expect(app.data).toMatchObject({ ...terms, clientId: expect.stringMatching(/^clt\w{16}$/) });
			const path = `/api/oauth/client/${app.data.clientId}/secret`;
			const { data } = await http.post(path, {}, { headers: { cookie } });
			expect(data.maskedSecret).toBe('*'.repeat(30) + data.secret.slice(-10));
			const asked = { ...terms, scopes: ['space|read'] };
			expect((await http.post('/api/oauth/client', asked, { headers: { cookie } })).status).toBe(
				400,
			);
		});
	},
);
