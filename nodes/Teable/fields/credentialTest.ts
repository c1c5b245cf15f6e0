import type { ICredentialTestRequest } from 'n8n-workflow';

const REDIRECTED =
	"The server at 'Server URL' redirects to another address. Set 'Server URL' to that address, as your browser shows it: credentials never follow a redirect.";

/** Not followed: in a test, n8n would send the Authorization header along, to whatever server it leads. */
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * The test of a credential: `GET /api/auth/user`, which any valid token or session may call.
 * (`/auth/user/me` may not be: it refuses valid tokens, and on servers of 2026 it lets wrong ones in.)
 *
 * @param refused what to tell the user for a status that means the credential is wrong
 */
export function credentialTest(refused: Record<number, string>): ICredentialTestRequest {
	const statusMessages = {
		...refused,
		...Object.fromEntries(REDIRECTS.map((status) => [status, REDIRECTED])),
		404: "There is no Teable API at 'Server URL'. Give the address of your Teable server.",
	};
	return {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/api/auth/user',
			disableFollowRedirect: true,
		},
		// n8n looks at each rule by itself, so both kinds work in one list; its type knows lists of one kind.
		rules: [
			...Object.entries(statusMessages).map(([status, message]) => ({
				type: 'responseCode',
				properties: { value: Number(status), message },
			})),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'id',
					value: undefined,
					message:
						"What answers at 'Server URL' is not Teable's API. Give the address of your Teable server.",
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}
