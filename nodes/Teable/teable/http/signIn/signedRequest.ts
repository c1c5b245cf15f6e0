import { omit } from 'lodash';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { teableOrigin } from './origin';

/** n8n's HTTP Request node passes the URL as `uri`, everything else as `url`. */
type AnyRequest = IHttpRequestOptions & { uri?: string };

/**
 * Makes sure that a request goes to the credential's own server before the credential is added.
 *
 * @param request with a path (`/api/…`) or a full URL
 * @returns the request with a full URL; after a redirect to another origin, the credential is not sent
 * @throws Error if the request would go to another origin than the credential's server URL
 */
export function toTeable(baseUrl: unknown, request: AnyRequest): IHttpRequestOptions {
	const address = request.url || request.uri;
	const origin = teableOrigin(baseUrl);
	if (!address) throw new Error('The request has no URL. Enter one.');
	const url = new URL(address, origin);
	if (url.origin !== origin) {
		throw new Error(
			`This credential is for ${origin} only, so it was not sent to ${url.origin}. Use a credential for that server.`,
		);
	}
	return {
		...omit(request, 'uri', 'baseURL'),
		url: url.href,
		sendCredentialsOnCrossOriginRedirect: false,
	};
}
