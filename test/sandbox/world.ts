import axios, { type AxiosInstance } from 'axios';
import { startSandbox, type Sandbox, type TeableVersion } from '../../sandbox';
import { TOKEN_SCOPES } from '../../sandbox/scopes';

/** The accounts, spaces, bases, tables and tokens the recordings were made with. */
export interface World {
	sandbox: Sandbox;
	http: AxiosInstance;
	/** The ids by the names the recorded paths use. */
	ids: Record<string, string>;
	/** The strings of the access tokens, by name. */
	tokens: Record<string, string>;
	/** The cookies of the two accounts. */
	sessions: { first: string; second: string };
}

/** Builds the world through the API of a fresh sandbox. */
export async function buildWorld(version: TeableVersion): Promise<World> {
	const sandbox = await startSandbox({ version });
	const http = axios.create({ baseURL: sandbox.url, validateStatus: () => true, maxRedirects: 0 });
	const sessions = {
		first: await signUp(http, 'tester@example.com'),
		second: await signUp(http, 'second@example.com'),
	};
	const ids: Record<string, string> = {};
	const tokens: Record<string, string> = {};

	const post = async (path: string, body: object, cookie = sessions.first) => {
		const answer = await http.post<{ id: string; token?: string }>(path, body, {
			headers: { cookie },
		});
		if (answer.status !== 201) throw new Error(JSON.stringify(answer.data));
		return answer.data;
	};
	const make = async (name: string, path: string, body: object) => {
		ids[name] = (await post(path, body)).id;
	};
	const addToken = async (name: string, terms: object, cookie?: string) => {
		const body = { name, scopes: TOKEN_SCOPES[version].filter((s) => s !== 'user|integrations') };
		const expiredTime = new Date(Date.now() + 30 * 86_400_000).toISOString();
		const { id, token } = await post(
			'/api/access-token',
			{ ...body, expiredTime, ...terms },
			cookie,
		);
		ids[name] = id;
		tokens[name] = token ?? '';
	};

	await make('own', '/api/space', { name: 'Main Space' });
	await make('other', '/api/space', { name: 'Other Space' });
	await make('crm', '/api/base', { spaceId: ids.own, name: 'CRM', icon: '📦' });
	await make('sameSpace', '/api/base', { spaceId: ids.own, name: 'Second Base' });
	await make('otherSpace', '/api/base', { spaceId: ids.other, name: 'Other-space Base' });
	await make('companies', `/api/base/${ids.crm}/table`, { name: 'Companies' });
	await make('deals', `/api/base/${ids.crm}/table`, { name: 'Deals' });
	await make('scratch', `/api/base/${ids.sameSpace}/table`, { name: 'Scratch' });

	const read = ['space|read', 'base|read', 'table|read', 'view|read', 'field|read', 'record|read'];
	const write = [...read, 'record|create', 'record|update', 'record|delete'];
	await addToken('full', { hasFullAccess: true });
	const description = 'read only on CRM';
	await addToken('readOnly', {
		name: 'ro-one-base',
		description,
		scopes: read,
		baseIds: [ids.crm],
	});
	await addToken('expired', {
		name: 'one-minute',
		hasFullAccess: true,
		expiredTime: new Date(Date.now() - 1000).toISOString(),
	});
	await addToken('noReach', {});
	await addToken('oneSpace', { spaceIds: [ids.own] });
	await addToken('recordRw', { scopes: write, baseIds: [ids.crm] });
	await addToken('toDelete', { hasFullAccess: true });
	await addToken('toRefresh', { name: 'to-refresh', hasFullAccess: true });
	await addToken('user2', { hasFullAccess: true }, sessions.second);
	return { sandbox, http, ids, tokens, sessions };
}

async function signUp(http: AxiosInstance, email: string) {
	const answer = await http.post('/api/auth/signup', { email, password: 'demo-password-1' });
	return answer.headers['set-cookie']?.[0].split(';')[0] ?? '';
}

/** The headers of a caller, by the names the fixtures use; other text is sent as Authorization. */
export function headersOf(
	{ tokens, sessions, ids }: World,
	caller: string,
): Record<string, string> {
	const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
	if (caller in tokens) return bearer(tokens[caller]);
	const { full } = tokens;
	const sign = full.slice('teable_accXXXXXXXXXXXXXXXX_'.length);
	const withSign = (text: string) => bearer(`teable_${ids.full}_${text}`);
	const flipped = (at: number) =>
		withSign(sign.slice(0, at) + (sign[at] === 'A' ? 'B' : 'A') + sign.slice(at + 1));
	const odd: Record<string, () => Record<string, string>> = {
		nobody: () => ({}),
		session: () => ({ cookie: sessions.first }),
		'session of user 2': () => ({ cookie: sessions.second }),
		'invalid session': () => ({ cookie: 'auth_session=s:nothing.nothing' }),
		'session and Bearer garbage': () => ({ cookie: sessions.first, ...bearer('garbage') }),
		'session and full': () => ({ cookie: sessions.first, ...bearer(full) }),
		'lower-case scheme': () => ({ authorization: `bearer ${full}` }),
		'no scheme': () => ({ authorization: full }),
		'x-api-key': () => ({ 'x-api-key': full }),
		'sign of another token': () => withSign(tokens.noReach.slice(full.length - sign.length)),
		'unknown id': () => bearer(`teable_accAAAAAAAAAAAAAAAA_${sign}`),
		'no sign': () => bearer(`teable_${ids.full}`),
		'empty sign': () => withSign(''),
		'sign "garbage"': () => withSign('garbage'),
		'plus 1 character': () => bearer(`${full}A`),
		'first character of the sign flipped': () => flipped(0),
		'middle character of the sign flipped': () => flipped(20),
		'late character of the sign flipped': () => flipped(40),
		'character of the id flipped': () =>
			bearer(full.replace(ids.full, `acc${ids.full[3] === 'A' ? 'B' : 'A'}${ids.full.slice(4)}`)),
		'other prefix': () => bearer(full.replace('teable', 'other')),
		'space before': () => bearer(` ${full}`),
		'space after': () => bearer(`${full} `),
		quoted: () => bearer(`"${full}"`),
		'%0A after': () => bearer(`${full}%0A`),
	};
	const cut = /^minus (\d+) characters?$/.exec(caller)?.[1];
	if (cut) return bearer(full.slice(0, -Number(cut)));
	return odd[caller]?.() ?? { authorization: caller };
}
