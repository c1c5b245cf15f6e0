/**
 * A Teable token has the form `teable_<id>_<44 characters of base64>`, with the token's own ID in the middle. So do OAuth
 * tokens. (Measured on 1.10 and July 2026.)
 */
const WHOLE_TOKEN = /^teable_(acc[A-Za-z0-9]{16})_[A-Za-z0-9+/]{43}=$/;

/** Removes what copying can add: spaces, quotes and a leading "Bearer". */
export function cleanToken(token: unknown): string {
	return String(token ?? '')
		.trim()
		.replace(/^["']|["']$/g, '')
		.replace(/^bearer\s+/i, '')
		.trim();
}

export const looksLikeToken = (token: string): boolean => WHOLE_TOKEN.test(token);

/** The ID inside a token; undefined if it does not have the form of a Teable token. */
export const idInToken = (token: string): string | undefined => WHOLE_TOKEN.exec(token)?.[1];
