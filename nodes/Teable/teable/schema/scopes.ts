/**
 * All scopes of Teable's access tokens (1.10 and July 2026 together), by resource.
 * 1.10 accepts any scope. 2026 answers 400 to an unknown one.
 */
const SCOPES: Record<string, string[]> = {
	app: ['create', 'delete', 'read', 'update'],
	automation: ['create', 'delete', 'read', 'update'],
	base: [
		'authority_matrix_config',
		'create',
		'db_connection',
		'delete',
		'invite_email',
		'invite_link',
		'query_data',
		'read',
		'read_all',
		'table_export',
		'table_import',
		'update',
	],
	enterprise: ['read', 'update'],
	field: ['create', 'delete', 'read', 'update'],
	instance: ['read', 'update'],
	record: ['comment', 'copy', 'create', 'delete', 'read', 'update'],
	space: ['create', 'delete', 'grant_role', 'invite_email', 'invite_link', 'read', 'update'],
	table_record_history: ['read'],
	table: [
		'create',
		'delete',
		'export',
		'import',
		'read',
		'trash_read',
		'trash_reset',
		'trash_update',
		'update',
	],
	user: ['email_read', 'integrations'],
	view: ['create', 'delete', 'read', 'share', 'update'],
};

/** Every scope as Teable writes it, e.g. `record|read`, sorted by resource. */
export const ALL_SCOPES: string[] = Object.entries(SCOPES).flatMap(([resource, actions]) =>
	actions.map((action) => `${resource}|${action}`),
);

/** "Record: Read" for `record|read`, "Base: Database Connection" for `base|db_connection`. */
export const scopeLabel = (scope: string): string => scope.split('|').map(titleCase).join(': ');

const titleCase = (text: string) =>
	text
		.split('_')
		.map((word) => (word === 'db' ? 'Database' : word[0].toUpperCase() + word.slice(1)))
		.join(' ');
