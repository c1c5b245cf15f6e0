import type { TeableVersion } from './contract';

const scopes = (resource: string, actions: string) =>
	actions.split(' ').map((action) => `${resource}|${action}`);

/** The scope with which a token may call the `/access-token` routes on some forks. */
export const INTEGRATIONS = 'user|integrations';

const SINCE_2026 = new Set([
	'record|copy',
	...scopes('app', 'create delete read update'),
	INTEGRATIONS,
]);

const ALL = [
	...scopes('space', 'create delete read update invite_email invite_link grant_role'),
	...scopes('base', 'create delete read read_all update invite_email invite_link table_import'),
	...scopes('base', 'table_export authority_matrix_config db_connection query_data'),
	...scopes('table', 'create delete read update import export trash_read trash_update trash_reset'),
	...scopes('view', 'create delete read update share'),
	...scopes('field', 'create delete read update'),
	...scopes('record', 'create delete read update comment copy'),
	'table_record_history|read',
	...scopes('automation', 'create delete read update'),
	...scopes('app', 'create delete read update'),
	...scopes('user', 'email_read integrations'),
	...scopes('instance', 'read update'),
	...scopes('enterprise', 'read update'),
];

/** Every scope an access token can have. */
export const TOKEN_SCOPES: Record<TeableVersion, string[]> = {
	'1.10.0': ALL.filter((scope) => !SINCE_2026.has(scope)),
	'2026-07': ALL,
};

const OAUTH_1_10 = [
	...scopes('table', 'create delete export import read update'),
	...scopes('view', 'create delete read update'),
	...scopes('field', 'create delete read update'),
	...scopes('record', 'comment create delete read update'),
	...scopes('automation', 'create delete read update'),
	'user|email_read',
];

/** Every scope that an OAuth app can have: none for spaces, and none for bases before 2026. */
export const OAUTH_SCOPES: Record<TeableVersion, string[]> = {
	'1.10.0': OAUTH_1_10,
	'2026-07': [
		...scopes('app', 'create delete read update'),
		...scopes('base', 'create delete read read_all update table_import table_export query_data'),
		...scopes('table', 'create delete export import read update'),
		...scopes('table', 'trash_read trash_update trash_reset'),
		...OAUTH_1_10.filter((scope) => !scope.startsWith('table|')),
		INTEGRATIONS,
	],
};
