import { looksLikeToken } from '../signIn/accessToken';
import type { Explanation, FailedRequest } from '../failure';

/** What a 401 means. */
export function notSignedIn({ authentication, token }: FailedRequest): Explanation {
	if (authentication === 'session') {
		return {
			message:
				"Teable does not accept the session: it has ended. If 'Sign In With' is Session Cookie, paste a new one into the credential. Otherwise, try again.",
		};
	}
	if (authentication === 'oAuth2') {
		return {
			message:
				'Teable does not accept the OAuth connection: it has ended. Connect the account in the credential again.',
		};
	}
	if (token !== undefined && !looksLikeToken(token)) return brokenToken;
	return {
		message:
			"Teable does not accept the token in the credential: it has expired, was rotated or deleted, or is mistyped. Create a new one in Teable and paste it into 'Access Token'.",
	};
}

/** A token that was cut or mistyped: 1.10 answers it with 500 on every route, 2026 with 401. */
export const brokenToken: Explanation = {
	message:
		"The token in the credential is incomplete or mistyped. Copy all of it into 'Access Token', from 'teable_' to the end, or create a new one in Teable.",
};
