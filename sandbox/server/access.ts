import type { FastifyRequest } from 'fastify';
import { forbidden, localized, unauthorized } from '../errors';
import { INTEGRATIONS } from '../scopes';
import type { AccessToken, State, User } from '../state';
import { authenticate } from '../teable/account/accessTokens';
import { rolesIn } from '../teable/spaces/collaborators';
import { baseOrThrow, spaceOrThrow } from '../teable/spaces/spaces';

/**
 * Who may call a route:
 * - `public`: anyone
 * - `visitor`: anyone; the route itself checks the user
 * - `session`: a signed-in browser; a token gets 403 for any ID
 * - `token`: a session or any token
 * - `accessTokens`: as `session`, and on some forks a token with the scope `user|integrations`
 * - scopes: a session, or a token that has them and can access the space, base or table in the path
 */
export type Access = 'public' | 'visitor' | 'session' | 'token' | 'accessTokens' | string[];

export interface Caller {
	user: User;
	/** Absent in a session. */
	token?: AccessToken;
}

declare module 'fastify' {
	interface FastifyContextConfig {
		access?: Access;
	}
	interface FastifyRequest {
		caller: Caller | null;
	}
}

/** The hook that lets a request through or throws 401, 403 or 404 as Teable's guards do. */
export async function guard(request: FastifyRequest) {
	const { access = 'public' } = request.routeOptions.config;
	if (access === 'public') return;
	if (access === 'visitor') {
		request.caller = sessionOf(request);
		return;
	}
	const caller = callerOf(request);
	request.caller = caller;
	if (!caller.token) {
		if (Array.isArray(access)) checkResource(request, caller, access);
		return;
	}
	if (access === 'session') throw forbidden();
	if (access === 'accessTokens' && !caller.token.scopes.includes(INTEGRATIONS)) throw forbidden();
	if (Array.isArray(access)) checkResource(request, caller, access);
}

/** The caller of a route that is not public. */
export function callerOfRoute(request: FastifyRequest): Caller {
	if (!request.caller) throw unauthorized();
	return request.caller;
}

/** The signed-in user of a request, if its cookie opens a session. */
export function sessionOf({ state, cookies }: FastifyRequest): Caller | null {
	const session = state.sessions.get(cookies.auth_session ?? '');
	const user = session && session.expires > state.now() && state.users.get(session.userId);
	return user ? { user } : null;
}

/** Cookie and bearer together: the cookie wins. The scheme must be written "Bearer". */
export function callerOf(request: FastifyRequest): Caller {
	const session = sessionOf(request);
	if (session) return session;
	const sent = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
	if (sent === undefined) throw unauthorized();
	const token = authenticate(request.state, sent);
	return { user: request.state.users.get(token.userId)!, token };
}

type Kind = 'space' | 'base' | 'table';

/** Like `checkAccess`, for the resource in the path. */
function checkResource(request: FastifyRequest, caller: Caller, scopes: string[]) {
	checkAccess(request.state, caller, namesOf(request), scopes);
}

/**
 * Allows a caller to do something to a space, base or table, or throws like Teable. The order of the checks: the
 * resource itself, the user's role in it, the token's access, the token's scopes.
 * @param withTrash whether it may be in the trash
 */
export function checkAccess(
	state: State,
	caller: Caller,
	names: Names,
	scopes: string[],
	withTrash = false,
) {
	const resource = resourceOf(state, names, withTrash);
	if (!resource) {
		// Since 2026 an OAuth token may list all bases, whatever its scopes.
		const exempt =
			state.version === '2026-07' && caller.token?.clientId && scopes[0] === 'base|read_all';
		if (caller.token && !exempt && !hasAll(caller.token, scopes)) throw forbidden();
		return;
	}
	const { kind, id, spaceId, baseId } = resource;
	if (!hasRole(state, caller.user, resource))
		throw noRole(state, kind === 'space' ? 'space' : 'base');
	const { token } = caller;
	if (!token) return;
	const reaches =
		token.hasFullAccess ||
		token.spaceIds?.includes(spaceId) ||
		(baseId !== undefined && token.baseIds?.includes(baseId));
	if (!reaches) throw outOfReach(state, kind, id);
	const missing = scopes.filter((scope) => !token.scopes.includes(scope));
	if (missing.length > 0) {
		const text = `not allowed to operate ${missing.join(', ')} on ${id}`;
		throw localized(state.version, 403, text, 'permission.notAllowedOperation');
	}
}

/** Whether a user created a space or base, or is a collaborator of it. The role makes no difference here. */
const hasRole = (state: State, user: User, { ownerId, spaceId, baseId }: Resource): boolean =>
	ownerId === user.id ||
	[spaceId, baseId ?? spaceId].some((id) =>
		rolesIn(state, { id }).some(({ userId }) => userId === user.id),
	);

const hasAll = (token: AccessToken, scopes: string[]) =>
	scopes.every((scope) => token.scopes.includes(scope));

interface Resource {
	kind: Kind;
	id: string;
	ownerId: string;
	spaceId: string;
	baseId?: string;
}

interface Names {
	spaceId?: string;
	baseId?: string;
	tableId?: string;
}

/** Routes for the space in the body, in which they put a base. */
const INTO_SPACE = ['/api/base', '/api/base/duplicate'];

function namesOf(request: FastifyRequest): Names {
	if (request.method !== 'POST' || !INTO_SPACE.includes(request.routeOptions.url ?? '')) {
		return request.params as Names;
	}
	const { spaceId } = (request.body ?? {}) as Names;
	if (spaceId) return { spaceId };
	const texts = {
		'1.10.0': 'permission check ID does not exist',
		'2026-07': 'Permission check ID does not exist',
	};
	throw localized(request.state.version, 403, texts, 'permission.checkIdNotExist');
}

function resourceOf(
	state: State,
	{ spaceId, baseId, tableId }: Names,
	withTrash: boolean,
): Resource | undefined {
	if (spaceId !== undefined) return spaceResource(state, spaceId, withTrash);
	if (baseId !== undefined) return baseResource(state, baseId, withTrash);
	if (tableId !== undefined) return tableResource(state, tableId, withTrash);
	return undefined;
}

function spaceResource(state: State, id: string, withTrash: boolean): Resource {
	checkShape(state, id, 'spc');
	const trashed = withTrash ? state.spaces.get(id) : undefined;
	const { createdBy } = trashed ?? spaceOrThrow(state, id);
	return { kind: 'space', id, spaceId: id, ownerId: createdBy };
}

function baseResource(state: State, id: string, withTrash: boolean): Resource {
	checkShape(state, id, 'bse');
	const trashed = withTrash ? state.bases.get(id) : undefined;
	const { spaceId, createdBy } = trashed ?? baseOrThrow(state, id);
	if (!withTrash) spaceOrThrow(state, spaceId);
	return { kind: 'base', id, spaceId, baseId: id, ownerId: createdBy };
}

function tableResource(state: State, id: string, withTrash: boolean): Resource {
	checkShape(state, id, 'tbl');
	const table = state.tables.get(id);
	if (!table || (table.deleted && !withTrash)) {
		const text = `Invalid tableId: ${id}`;
		throw localized(state.version, 404, text, 'table.notFound');
	}
	return { ...baseResource(state, table.baseId, withTrash), kind: 'table', id };
}

function checkShape(state: State, id: string, prefix: string) {
	if (id.startsWith(prefix)) return;
	const texts = { '1.10.0': 'request path is not valid', '2026-07': 'Request path is not valid' };
	throw localized(state.version, 403, texts, 'permission.invalidRequestPath');
}

function noRole(state: State, kind: 'space' | 'base') {
	const text = `you have no permission to access this ${kind}`;
	const key = kind === 'space' ? 'permission.notAllowedSpace' : 'permission.notAllowedBase';
	return localized(state.version, 403, text, key);
}

function outOfReach(state: State, kind: Kind, id: string) {
	const texts = {
		'1.10.0': `not allowed to ${kind} ${id}`,
		'2026-07': `You are not allowed to access ${kind} ${id}`,
	};
	const key = { space: 'Space', base: 'Base', table: 'Tables' }[kind];
	const context = kind === 'table' ? { tableIds: id } : undefined;
	return localized(state.version, 403, texts, `permission.notAllowed${key}`, context);
}
