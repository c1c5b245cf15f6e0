import type { ICredentialTestRequest } from 'n8n-workflow';

/**
 * The test of a credential: `GET /api/auth/user`, which any valid token or session may call.
 * (`/auth/user/me` may not be: it refuses valid tokens, and on servers of 2026 it lets wrong ones in.)
 *
 * @param refused what to tell the user for a status that means the credential is wrong
 */
export function credentialTest(refused: Record<number, string>): ICredentialTestRequest {
	const statusMessages = {
		...refused,
		404: "There is no Teable API at 'Base URL'. Give the address of your Teable server.",
	};
	return {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/api/auth/user' },
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
						"What answers at 'Base URL' is not Teable's API. Give the address of your Teable server.",
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}
