import type { Explanation, FailedRequest } from '../failure';
import type { Authentication } from '../types';

/** Explains a 403. Teable checks in this order: whether the thing exists, the user's role, the token's limits, its scopes. */
export function forbidden(request: FailedRequest, message: string): Explanation {
	const { authentication, path } = request;
	const noun = nounOf(authentication);
	const isToken = authentication !== 'session';
	if (isToken && message === NOT_FOR_TOKENS) {
		const [, kind] = COLLABORATORS.exec(path) ?? [];
		return { message: kind === undefined ? reserved(request) : collaboratorsReserved(kind) };
	}
	// Teable gives the same answer for a missing scope and for a role without the permission.
	const scope = /operate ([a-z_]+\|[a-z_]+)/.exec(message)?.[1];
	if (scope !== undefined) {
		return {
			message: isToken
				? `The ${noun} lacks the scope ${scope}, or your role in this space or base does not allow it. Add the scope in Teable, or use another credential.`
				: `Your role in this space or base does not allow ${scope}. Ask its owner for another role.`,
		};
	}
	const [, space, gone] = /^space (spc\w+) is (not found|deleted)$/.exec(message) ?? [];
	if (space !== undefined) {
		return {
			message:
				gone === 'deleted'
					? `The space '${space}' is in the trash, with everything in it. Restore it first, or choose another space.`
					: `Teable has no space '${space}'. Check the ID, or choose another one.`,
		};
	}
	const [, kind, id] =
		/^(?:You are )?not allowed to (?:access )?(space|base|table) (\w+)$/.exec(message) ?? [];
	if (kind !== undefined && isToken) {
		return {
			message: `The ${noun} cannot access the ${kind} '${id}': it is limited to other spaces or bases. Add this one to it in Teable, or use another credential.`,
		};
	}
	if (/permission to access this (space|base)$/.test(message)) {
		return {
			message:
				'Your Teable account cannot access this space or base. Ask its owner for access, or choose another one.',
		};
	}
	if (/^request path is not valid$/i.test(message)) {
		return { message: 'Teable does not know this ID. Check the IDs in this node.' };
	}
	return {
		message: `Your Teable account isn't allowed to do this${message ? `: ${message}` : ''}. Ask the owner of the space or base for access.`,
	};
}

/** Teable's message on routes that only sessions can use, and if a token lacks the scope for a route without an ID. */
const NOT_FOR_TOKENS = 'Forbidden resource';

export const USE_SESSION =
	"Choose a credential of the type Teable Session API ('Authentication': Session).";

const nounOf = (authentication: Authentication) =>
	authentication === 'oAuth2' ? 'OAuth app' : 'token';

const COLLABORATORS = /^\/(base|space)\/\w+\/collaborators$/;

/** On servers of 2026, a token can change the collaborators of a space. On none can it change those of a base. */
const collaboratorsReserved = (kind: string) =>
	`${kind === 'base' ? 'Teable' : 'This Teable server'} lets only a signed-in session change or remove collaborators of a ${kind}. ${USE_SESSION}`;

/** The message if only sessions can use the route, or if the token lacks its scope. */
function reserved({ method, path, authentication }: FailedRequest): string {
	if (path === '/trash') {
		return `Teable shows deleted bases and spaces only to a signed-in session. ${USE_SESSION}`;
	}
	if (path.startsWith('/trash/')) {
		return `This Teable server lets only a signed-in session see and use the trash. ${USE_SESSION}`;
	}
	const scope = SCOPES[`${method} ${path}`];
	return `The ${nounOf(authentication)} lacks ${scope === undefined ? 'a scope for this' : `the scope ${scope}`}. Add it in Teable, or use another credential.`;
}

/** For routes without an ID, Teable does not name the missing scope. */
const SCOPES: Record<string, string> = {
	'GET /base/access/all': 'base|read_all',
	'GET /space': 'space|read',
	'POST /space': 'space|create',
};
