import type { IDataObject } from 'n8n-workflow';

import type { Fate } from '../../fate';
import { looksLikeToken } from './accessToken';
import type { Authentication } from './types';

/** A request that did not succeed, stripped of all that could hold a secret. */
export interface FailedRequest {
	method: string;
	/** The path below `/api`, without query. */
	path: string;
	origin: string;
	authentication: Authentication;
	/** Only looked at to tell whether its shape is Teable's; undefined for a session. */
	token?: string;
	/** Whether Teable may have carried it out all the same; undefined for a read. */
	fate?: Fate;
}

/** An answer with a status that is not 2xx. */
export interface Refusal {
	status: number;
	/** Teable's `code`, e.g. `restricted_resource`; '' when the body is not Teable's. */
	code: string;
	/** Teable's `message`; '' when the body is not Teable's. */
	message: string;
	/** Teable's `data`: what is wrong in particular, where it says so. */
	details?: IDataObject;
	requestId?: string;
	/** Where a 3xx points. */
	location?: string;
}

/** What is known of a request without a usable answer. */
export interface Unanswered {
	/** Node.js's name of the fault; undefined when there was an answer that is not Teable's. */
	code?: string;
	/** How long was waited, when that was too long. */
	timeoutSeconds?: number;
	/** Whether a web page was answered. */
	html?: boolean;
}

/** A text for people. */
export interface Explanation {
	/** What happened and what to do: all that an AI agent gets to see. */
	message: string;
	/** More about why. */
	description?: string;
}

/** What an answer means to a workflow author. */
export function explainRefusal(request: FailedRequest, refusal: Refusal): Explanation {
	const { authentication, method, path, fate } = request;
	const { status, message } = refusal;
	const again =
		fate === 'unknown' ? '' : ' Try again later; if it goes on, ask whoever runs the server.';
	if (refusal.location !== undefined) return redirected(request.origin, refusal.location);
	if (status === 401) return notSignedIn(request);
	// 1.10 answers 500 on every route to a token that was cut or mistyped.
	if (status === 500 && request.token !== undefined && !looksLikeToken(request.token)) {
		return brokenToken;
	}
	if (isAccessTokenRoute(path)) {
		if (status === 403 && authentication !== 'session') {
			return {
				message:
					"This Teable server lets only a signed-in session read or change access tokens. Choose a credential of the type Teable Session API ('Authentication': Session).",
				description:
					'Teable refuses access tokens and OAuth on these routes whatever their scopes; on some servers a token with the scope user|integrations is let in.',
			};
		}
		// Teable answers 500, not 404, for an ID that is unknown or someone else's. Before a change it is read.
		if (status === 500 && method === 'GET' && path !== '/access-token') {
			return {
				message: `Your Teable account has no access token with the ID '${lastId(path)}'. Choose one 'From List', or take the ID from what 'Get Many' gives.`,
				description: `Teable answers 500 for an unknown ID. If the ID is right, ${authentication === 'accessToken' ? 'the token in the credential may be mistyped, or ' : ''}the server itself has failed: try again later.`,
			};
		}
	}
	if (status === 403 && message === 'Forbidden resource' && authentication !== 'session') {
		const [, kind] = COLLABORATORS.exec(path) ?? [];
		if (kind !== undefined) return sessionChangesCollaborators(kind);
		const words = keptForSessions(path);
		if (words !== undefined) return { message: `${words} ${USE_SESSION}` };
	}
	if (status === 403) return forbidden(message, authentication);
	if (status === 404 && message.startsWith(`Cannot ${method} /`)) return missingRoute(path);
	if (status === 404) {
		return refusal.code === ''
			? notTeable(request.origin)
			: {
					message: `Teable cannot find this: ${message || 'it does not exist'}. Check the ID, and that it was not deleted.`,
				};
	}
	if (status === 429) {
		return {
			message:
				"Teable is getting too many requests from this account. Run the workflow less often or with fewer items, or raise 'Wait When Rate Limited (Seconds)' under 'Options'.",
		};
	}
	if (status === 431) {
		return {
			message:
				'An ID or filter is too long for Teable. Check the fields and expressions of this node.',
		};
	}
	if (status === 502 || status === 504) {
		return { message: `The proxy before Teable got no answer from it (${status}).${again}` };
	}
	// So does 1.10 to a token of the right shape with a wrong character in it.
	if (status === 500 && authentication === 'accessToken' && fate !== 'unknown') {
		return {
			message:
				'The Teable server failed (500). If it does so with everything, the token in the credential may be mistyped: copy it whole again. Otherwise try again later.',
		};
	}
	if (status >= 500) return { message: `The Teable server failed (${status}).${again}` };
	const tooLong = textTooLong(refusal);
	if (tooLong !== undefined) return { message: tooLong };
	return {
		message: `Teable refused this: ${sentence(message || `status ${status}`)}`,
		description: status === 400 ? "Check the values of this node's fields." : undefined,
	};
}

/** A server of 2026 tells the longest text it takes only in `data`: `{ target: 'view.name', attempted: 101, max: 100 }`. */
function textTooLong({ details = {} }: Refusal): string | undefined {
	const { target, attempted, max } = (details.details ?? {}) as IDataObject;
	const [, kind, text] = /^(\w+)\.(name|description)$/.exec(String(target)) ?? [];
	if (kind === undefined) return undefined;
	return `The ${text} of the ${kind} has ${Number(attempted)} characters. This Teable server takes ${Number(max)} at most. Shorten it.`;
}

/** What it means that no usable answer came. */
export function explainNoAnswer(
	origin: string,
	{ code, timeoutSeconds, html }: Unanswered,
): Explanation {
	if (html) return notTeable(origin);
	if (timeoutSeconds !== undefined) {
		return {
			message: `Teable did not answer within ${timeoutSeconds} seconds. If the work is large, raise 'Timeout (Seconds)' under 'Options'.`,
		};
	}
	if (code === 'ECONNREFUSED') {
		return {
			message: `Can't reach ${origin}. Check that the Teable server is running, and 'Server URL' in the credential.`,
			description:
				'When n8n runs in Docker, localhost is the container itself: use the name or address of the machine that Teable runs on.',
		};
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return {
			message: `There is no server with the name in ${origin}. Check 'Server URL' in the credential.`,
		};
	}
	if (code !== undefined && isTlsFault(code)) {
		return {
			message: `No secure connection to ${origin} is possible. Check the server's certificate, or use http:// in 'Server URL' if the server has none.`,
			description: `The connection failed with ${code}.`,
		};
	}
	if (code === undefined) {
		return {
			message: 'Teable answered with something that is not JSON.',
			description: "Check 'Server URL' in the credential, and any proxy before Teable.",
		};
	}
	return {
		message: `The connection to ${origin} broke off.`,
		description: `It failed with ${code}. Check the network between n8n and Teable.`,
	};
}

const brokenToken: Explanation = {
	message:
		"The token in the credential does not look like a Teable token. Open the credential and copy the token whole, from 'teable_' to the end.",
};

function notSignedIn({ authentication, token }: FailedRequest): Explanation {
	if (authentication === 'session') {
		return {
			message:
				'Teable no longer accepts the session. Open the credential and test it: with a session cookie, paste a fresh one.',
		};
	}
	if (authentication === 'oAuth2') {
		return {
			message:
				'Teable no longer accepts the OAuth connection. Open the credential and connect the account again.',
		};
	}
	if (token !== undefined && !looksLikeToken(token)) return brokenToken;
	return {
		message:
			'Teable does not accept the token in the credential: it has expired, or was rotated or deleted. Make a new one in Teable and paste it into the credential.',
	};
}

const COLLABORATORS = /^\/(base|space)\/\w+\/collaborators$/;

/** Servers of 2026 let a token change those of a space; none lets one change those of a base. */
const sessionChangesCollaborators = (kind: string): Explanation => ({
	message: `${kind === 'base' ? 'Teable' : 'This Teable server'} lets only a signed-in session change or remove collaborators of a ${kind}. Choose a credential of the type Teable Session API ('Authentication': Session).`,
});

/** Teable names the scope only where the token lacks it: "not allowed to operate record|delete on tbl…". */
function forbidden(message: string, authentication: Authentication): Explanation {
	const scope = /operate ([a-z_]+\|[a-z_]+)/.exec(message)?.[1];
	if (scope && authentication !== 'session') {
		return {
			message: `The ${authentication === 'oAuth2' ? 'OAuth app' : 'token'} lacks the scope ${scope}, or does not reach this space or base. Add it in Teable, or use another credential.`,
		};
	}
	if (message === 'Forbidden resource' && authentication !== 'session') {
		return {
			message:
				"Teable lets no token with these scopes do this. Add the scope in Teable, or choose a credential of the type Teable Session API ('Authentication': Session).",
		};
	}
	const [, space, gone] = /^space (spc\w+) is (not found|deleted)$/.exec(message) ?? [];
	if (space !== undefined) {
		return gone === 'deleted'
			? {
					message: `The space '${space}' is in the trash, with all that it holds. Restore it first, or choose another space.`,
				}
			: { message: `Teable has no space with the ID '${space}'. Choose one from the list.` };
	}
	const [, kind, id] =
		/^(?:You are )?not allowed to (?:access )?(space|base|table) (\w+)$/.exec(message) ?? [];
	if (kind !== undefined && authentication !== 'session') {
		return {
			message: `The ${authentication === 'oAuth2' ? 'OAuth app' : 'token'} does not reach the ${kind} '${id}': it is limited to other spaces or bases. Add this one to it in Teable, or choose a credential of the type Teable Session API ('Authentication': Session).`,
		};
	}
	return {
		message: `Your Teable account may not do this${message ? `: ${message}` : ''}. Ask the owner of the space or base for access.`,
	};
}

/** An older server, or another edition, answers 404 to a whole route; its words name the path. */
const missingRoute = (path: string): Explanation => ({
	message: path.endsWith('/sql-query')
		? 'This Teable server takes no SQL: only Teable Cloud and the Enterprise edition do. Use Get Many, Count or Aggregate of the resource Record instead.'
		: 'This Teable server cannot do this: it is older than what the node asks for, or another edition.',
});

/** What Teable refuses to access tokens and OAuth whatever their scopes. */
function keptForSessions(path: string): string | undefined {
	if (path === '/trash')
		return 'Teable shows deleted bases and spaces to a signed-in session only.';
	return path.startsWith('/trash/')
		? 'This Teable server lets only a signed-in session see and use the trash.'
		: undefined;
}

const USE_SESSION =
	"Choose a credential of the type Teable Session API ('Authentication': Session).";

const notTeable = (origin: string): Explanation => ({
	message: `What answers at ${origin} is not Teable's API. Is 'Server URL' in the credential the address of your Teable server?`,
});

const redirected = (from: string, location: string): Explanation => ({
	message: `The server at ${from} redirects to ${originOf(location, from)}. Set 'Server URL' in the credential to that address: credentials never follow a redirect.`,
});

function originOf(location: string, base: string): string {
	try {
		return new URL(location, base).origin;
	} catch {
		return 'another address';
	}
}

/** A text with the stop that a sentence ends with: Teable's messages often lack it. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Node.js names them ERR_TLS_…, CERT_…, …_CERT, EPROTO, UNABLE_TO_VERIFY_LEAF_SIGNATURE and so on. */
export const isTlsFault = (code: string): boolean =>
	/CERT|SSL|TLS|EPROTO|SIGNATURE|UNABLE_TO/.test(code);

const isAccessTokenRoute = (path: string) => /^\/access-token(\/|$)/.test(path);

const lastId = (path: string) => decodeURIComponent(path.split('/')[2]);
