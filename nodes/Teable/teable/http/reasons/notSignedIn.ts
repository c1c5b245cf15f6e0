import { looksLikeToken } from '../signIn/accessToken';
import type { Explanation, FailedRequest } from '../failure';

/** Explains a 401. */
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

/** The token is incomplete or mistyped. 1.10 answers 500 to it on every route, 2026 answers 401. */
export const brokenToken: Explanation = {
	message:
		"The token in the credential is incomplete or mistyped. Copy all of it into 'Access Token', from 'teable_' to the end, or create a new one in Teable.",
};
