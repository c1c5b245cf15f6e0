import { randomText } from '../ids';
import { INTEGRATIONS, OAUTH_SCOPES, TOKEN_SCOPES } from '../scopes';
import type { Sandbox, SandboxToken } from '../contract';
import type { AccessToken, Base, State, User } from '../state';
import { signUp } from '../teable/account/accounts';
import {
	createAccessToken,
	tokenString,
	type AccessTokenTerms,
} from '../teable/account/accessTokens';
import { addClientSecret, createOAuthClient } from '../teable/account/oauth';
import { createBase, createSpace } from '../teable/spaces/spaces';
import { COMPANIES, contacts, TASKS } from './tables';
import { createTable } from '../teable/tables/tables';

const DAY = 86_400_000;
const PERMANENT = '2099-12-31T00:00:00.000Z';

const READ_SCOPES = [
	'space|read',
	'base|read',
	'table|read',
	'view|read',
	'field|read',
	'record|read',
];

/** Fills a new server with the demo account, its bases, tables and tokens, and an OAuth app for n8n. */
export function seed(state: State, n8nUrl: string): Pick<Sandbox, 'account' | 'tokens' | 'oauth'> {
	const account = { email: 'demo@example.com', password: `${randomText(12)}-1a` };
	const user = signUp(state, account.email, account.password);
	const crm = seedBases(state, user);
	return {
		account: { ...account, userId: user.id },
		tokens: seedTokens(state, user, crm),
		oauth: seedOAuthApp(state, user, n8nUrl),
	};
}

/** "Demo space" with the bases CRM and Projects, and an empty "Second space". Returns CRM. */
function seedBases(state: State, user: User): Base {
	const space = createSpace(state, user, 'Demo space');
	createSpace(state, user, 'Second space');
	const crm = createBase(state, user, { spaceId: space.id, name: 'CRM', icon: '📦' });
	const projects = createBase(state, user, { spaceId: space.id, name: 'Projects' });
	const companies = createTable(state, user, crm, COMPANIES);
	createTable(state, user, crm, contacts(companies));
	createTable(state, user, projects, TASKS);
	return crm;
}

function seedTokens(state: State, user: User, crm: Base): Sandbox['tokens'] {
	const scopes = TOKEN_SCOPES[state.version].filter((scope) => scope !== INTEGRATIONS);
	const inDays = (days: number) => new Date(state.now() + days * DAY).toISOString();

	const create = (
		name: string,
		expiredTime: string,
		terms: Partial<AccessTokenTerms> = {},
	): AccessToken => {
		const all = { name, scopes, hasFullAccess: true };
		const token = createAccessToken(state, user, { ...all, ...terms, expiredTime });
		token.createdTime = inDays(-30);
		return token;
	};
	const used = (token: AccessToken, daysAgo: number): SandboxToken => {
		token.lastUsedTime = inDays(-daysAgo);
		return shown(token);
	};
	const shown = (token: AccessToken): SandboxToken => ({
		id: token.id,
		token: tokenString(token),
		name: token.name,
	});

	return {
		full: used(create('Full access', inDays(365)), 1),
		integrations: used(
			create('Full access with integrations', inDays(365), { scopes: [...scopes, INTEGRATIONS] }),
			1,
		),
		oneBase: used(
			create('Read only, one base', inDays(90), {
				description: 'Reads the base CRM',
				scopes: READ_SCOPES,
				baseIds: [crm.id],
				hasFullAccess: undefined,
			}),
			2,
		),
		expiring: used(create('Expires soon', inDays(5)), 1),
		expired: used(create('Expired', inDays(-3)), 4),
		permanent: used(create('Permanent', PERMANENT), 1),
		neverUsed: shown(create('Never used', inDays(180))),
	};
}

function seedOAuthApp(state: State, user: User, n8nUrl: string): Sandbox['oauth'] {
	const redirectUri = `${n8nUrl}/rest/oauth2-credential/callback`;
	const client = createOAuthClient(state, user, {
		name: 'n8n',
		homepage: n8nUrl,
		scopes: OAUTH_SCOPES[state.version],
		redirectUris: [redirectUri],
	});
	return { clientId: client.clientId, clientSecret: addClientSecret(client), redirectUri };
}
