import axios, { type AxiosInstance } from 'axios';
import { startSandbox, type Sandbox, type TeableVersion } from '../../sandbox';
import { TOKEN_SCOPES } from '../../sandbox/scopes';
import { COMPANIES, UNDO, dealsComputed, everyType, labComputed, labRows } from './tables';

/** The accounts, spaces, bases, tables and tokens with which the recordings were made. */
export interface World {
	sandbox: Sandbox;
	http: AxiosInstance;
	/** The IDs, by the names that the recorded paths use. */
	ids: Record<string, string>;
	/** The access tokens, by name. */
	tokens: Record<string, string>;
	/** The cookies of the two accounts. */
	sessions: { first: string; second: string };
}

/** The day on which the exchanges were recorded. Filters such as "today" depend on it. */
const RECORDED = Date.parse('2026-11-24T01:30:00.000Z');
const DAY = 86_400_000;

/** Builds the world through the API of a new sandbox, whose clock starts on the day of the recordings. */
export async function buildWorld(version: TeableVersion): Promise<World> {
	const ahead = RECORDED - Date.now();
	const sandbox = await startSandbox({ version, now: () => new Date(Date.now() + ahead) });
	const http = axios.create({ baseURL: sandbox.url, validateStatus: () => true, maxRedirects: 0 });
	const first = await signUp(http, 'tester@example.com');
	const second = await signUp(http, 'second@example.com');
	const world: World = {
		...{ sandbox, http },
		ids: { user: first.id, secondUser: second.id },
		tokens: {},
		sessions: { first: first.cookie, second: second.cookie },
	};
	await makeBases(world);
	await makeTables(world);
	await makeTokens(world);
	return world;
}

/** Sends a request as the first account, and returns the body of the answer. */
async function send<Body>({ http, sessions }: World, method: string, url: string, data?: object) {
	const headers = { cookie: sessions.first };
	const answer = await http.request<Body>({ method, url, data, headers });
	if (answer.status >= 300) throw new Error(JSON.stringify(answer.data));
	return answer.data;
}

async function make(world: World, name: string, path: string, body: object) {
	world.ids[name] = (await send<{ id: string }>(world, 'POST', path, body)).id;
}

async function makeBases(world: World) {
	const { ids } = world;
	await make(world, 'own', '/api/space', { name: 'Main Space' });
	await make(world, 'other', '/api/space', { name: 'Other Space' });
	await make(world, 'crm', '/api/base', { spaceId: ids.own, name: 'CRM', icon: '📦' });
	await make(world, 'sameSpace', '/api/base', { spaceId: ids.own, name: 'Second Base' });
	await make(world, 'otherSpace', '/api/base', { spaceId: ids.other, name: 'Other-space Base' });
}

async function makeTables(world: World) {
	const { ids } = world;
	const tables = `/api/base/${ids.crm}/table`;
	await make(world, 'companies', tables, COMPANIES);
	await nameFields(world, 'companies');
	const companies = await send<{ records: Array<{ id: string }> }>(
		world,
		'GET',
		`/api/table/${ids.companies}/record`,
	);
	[ids.acme, ids.globex, ids.initech] = companies.records.map(({ id }) => id);
	await make(world, 'deals', tables, everyType('Deals', ids.companies));
	await nameFields(world, 'deals', dealsComputed);
	await make(world, 'lab', tables, everyType('FilterLab', ids.companies));
	await nameFields(world, 'lab', labComputed);
	const views = await send<Array<{ id: string }>>(world, 'GET', `/api/table/${ids.deals}/view`);
	ids['deals.Gridview'] = views[0].id;
	await fillLab(world);
	await make(world, 'undo', tables, UNDO);
	await nameFields(world, 'undo');
	await make(world, 'scratch', `/api/base/${ids.sameSpace}/table`, { name: 'Scratch' });
}

/** Stores the IDs of a table's fields as `table.Field`, after adding what needs them. */
async function nameFields(
	world: World,
	table: string,
	computed: (ids: World['ids']) => object[] = () => [],
) {
	const path = `/api/table/${world.ids[table]}/field`;
	const name = async () => {
		const fields = await send<Array<{ id: string; name: string }>>(world, 'GET', path);
		for (const field of fields) world.ids[`${table}.${field.name}`] = field.id;
	};
	await name();
	for (const field of computed(world.ids)) await send(world, 'POST', path, field);
	await name();
}

/** The first row has been changed once, the others haven't. */
async function fillLab(world: World) {
	const path = `/api/table/${world.ids.lab}/record`;
	const rows = labRows(world.ids).map((fields) => ({ fields }));
	const { records } = await send<{ records: Array<{ id: string }> }>(world, 'POST', path, {
		records: rows,
	});
	await send(world, 'PATCH', `${path}/${records[0].id}`, {
		record: { fields: { Notes: 'first line\nhello world' } },
	});
}

async function makeTokens(world: World) {
	const { ids, tokens, sandbox, sessions, http } = world;
	const read = ['space|read', 'base|read', 'table|read', 'view|read', 'field|read', 'record|read'];
	const write = [...read, 'record|create', 'record|update', 'record|delete'];
	const all = TOKEN_SCOPES[sandbox.version].filter((scope) => scope !== 'user|integrations');
	const expiredTime = new Date(RECORDED + 30 * DAY).toISOString();

	const add = async (name: string, terms: object, cookie = sessions.first) => {
		const { data } = await http.post<{ id: string; token: string }>(
			'/api/access-token',
			{ name, scopes: all, expiredTime, ...terms },
			{ headers: { cookie } },
		);
		ids[name] = data.id;
		tokens[name] = data.token;
	};

	await add('full', { hasFullAccess: true });
	await add('readOnly', {
		name: 'ro-one-base',
		description: 'read only on CRM',
		scopes: read,
		baseIds: [ids.crm],
	});
	const expired = new Date(RECORDED - DAY).toISOString();
	await add('expired', { name: 'one-minute', hasFullAccess: true, expiredTime: expired });
	await add('noReach', {});
	await add('oneSpace', { spaceIds: [ids.own] });
	await add('oneBase', { baseIds: [ids.sameSpace] });
	await add('recordRw', { scopes: write, baseIds: [ids.crm] });
	await add('toDelete', { hasFullAccess: true });
	await add('toRefresh', { name: 'to-refresh', hasFullAccess: true });
	await add('user2', { hasFullAccess: true }, sessions.second);
}

async function signUp(http: AxiosInstance, email: string) {
	const body = { email, password: 'demo-password-1' };
	const answer = await http.post<{ id: string }>('/api/auth/signup', body);
	return { id: answer.data.id, cookie: answer.headers['set-cookie']?.[0].split(';')[0] ?? '' };
}

/** Replaces names in braces with the world's IDs. */
export const withIds = ({ ids }: World, text: string) =>
	text.replace(/\{([\w.]+)\}/g, (braces, name: string) => ids[name] ?? braces);

/** The world's name for an ID. */
export const nameOf = ({ ids }: World, id: string) =>
	Object.keys(ids).find((name) => ids[name] === id);

/** The headers of a caller, by the names in the fixtures. Other text is sent as Authorization. */
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
