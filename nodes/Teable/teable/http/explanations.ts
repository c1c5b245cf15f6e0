import type { IDataObject } from 'n8n-workflow';

import { looksLikeToken } from './signIn/accessToken';
import type { Explanation, FailedRequest, Refusal } from './failure';
import { USE_SESSION, forbidden } from './reasons/forbidden';
import { notFound } from './reasons/notFound';
import { brokenToken, notSignedIn } from './reasons/notSignedIn';
import { notTeable } from './reasons/noAnswer';

/** Explains a refusal to the user. The same fault has the same message wherever it occurs. */
export function explainRefusal(request: FailedRequest, refusal: Refusal): Explanation {
	const { authentication, fate, origin, token } = request;
	const { status, message, location } = refusal;
	if (location !== undefined) return redirected(origin, location);
	if (status === 401) return notSignedIn(request);
	if (status === 500 && token !== undefined && !looksLikeToken(token)) return brokenToken;
	const ofTokens = aboutAccessTokens(request, refusal);
	if (ofTokens !== undefined) return ofTokens;
	if (status === 403) return forbidden(request, message);
	if (status === 404) return notFound(request, refusal);
	if (status === 429) return { message: TOO_MANY_REQUESTS };
	if (status === 431) {
		return {
			message:
				'An ID or filter is too long for Teable. Check the fields and expressions of this node.',
		};
	}
	const again =
		fate === 'unknown'
			? ''
			: ' Try again later. If it keeps failing, ask the administrator of the server.';
	if (status === 502 || status === 504) {
		return { message: `The proxy in front of Teable got no answer from it (${status}).${again}` };
	}
	// 1.10 answers 500 to a token that has the right form but a wrong character.
	if (status === 500 && authentication === 'accessToken' && fate !== 'unknown') {
		return {
			message:
				'The Teable server failed (500). If every request fails, the token in the credential may be mistyped. Copy all of it again. Otherwise, try again later.',
		};
	}
	if (status >= 500) return { message: `The Teable server failed (${status}).${again}` };
	// Every 400 of Teable has a message. Those of a proxy, or of a server that expects HTTPS, have none.
	if (status === 400 && message === '') return notTeable(origin);
	const tooLong = textTooLong(refusal);
	if (tooLong !== undefined) return { message: tooLong };
	return {
		message: `Teable refused this: ${sentence(message || `status ${status}`)}`,
		description: status === 400 ? "Check the values of this node's fields." : undefined,
	};
}

const TOO_MANY_REQUESTS =
	"This account has reached Teable's request limit. Try again in a minute. In a workflow, send fewer items, run it less often, or raise 'Wait When Rate Limited (Seconds)' under 'Options'.";

/** Explains refusals that only occur on the routes of access tokens; undefined for others. */
function aboutAccessTokens(
	{ authentication, method, path }: FailedRequest,
	{ status }: Refusal,
): Explanation | undefined {
	if (!/^\/access-token(\/|$)/.test(path)) return undefined;
	if (status === 403 && authentication !== 'session') {
		return {
			message: `This Teable server lets only a signed-in session read or change access tokens. ${USE_SESSION}`,
			description:
				'Teable refuses access tokens and OAuth for this, whatever their scopes. Some servers accept a token with the scope user|integrations.',
		};
	}
	// Teable answers 500, not 404, if the ID is unknown or belongs to another user. Tokens are read before a change.
	if (status === 500 && method === 'GET' && path !== '/access-token') {
		return {
			message: `Your Teable account has no access token with the ID '${decodeURIComponent(path.split('/')[2])}'. Choose another token, or look up its ID with 'Get Many'.`,
			description: `Teable answers 500 for an unknown ID. If the ID is right, ${authentication === 'accessToken' ? 'the token in the credential may be mistyped, or ' : ''}the server itself has failed: try again later.`,
		};
	}
	return undefined;
}

/** Servers of 2026 state a text's maximum length only in `data`: `{ target: 'view.name', attempted: 101, max: 100 }`. */
function textTooLong({ details }: Refusal): string | undefined {
	const { target, attempted, max } = (details?.details ?? {}) as IDataObject;
	const [, kind, text] = /^(\w+)\.(name|description)$/.exec(String(target)) ?? [];
	if (kind === undefined) return undefined;
	return `The ${text} of the ${kind} has ${Number(attempted)} characters. This Teable server allows only ${Number(max)}. Shorten it.`;
}

const redirected = (from: string, location: string): Explanation => ({
	message: `The server at ${from} redirects to ${originOf(location, from)}. Set 'Server URL' in the credential to that URL, because the node does not follow redirects.`,
});

function originOf(location: string, base: string): string {
	try {
		return new URL(location, base).origin;
	} catch {
		return 'another URL';
	}
}

/** The text with a period at its end, which Teable's messages often lack. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
