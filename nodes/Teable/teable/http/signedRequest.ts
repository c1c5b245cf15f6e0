import type { IHttpRequestOptions } from 'n8n-workflow';

import { teableOrigin } from './origin';

/**
 * Adds the headers of a credential to a request, and makes sure that it goes to the credential's own server.
 *
 * @param request its `url` is a path (`/api/…`) or a whole URL
 * @throws Error when the request would go to another origin than the credential's base URL
 */
export function toTeable(
	baseUrl: unknown,
	request: IHttpRequestOptions,
	headers: Record<string, string>,
): IHttpRequestOptions {
	const origin = teableOrigin(baseUrl);
	const url = new URL(request.url, origin);
	if (url.origin !== origin) {
		throw new Error(
			`This credential is for ${origin} only, so it was not sent to ${url.origin}. Use the credential of that server.`,
		);
	}
	return {
		...request,
		baseURL: undefined,
		url: url.href,
		headers: { ...request.headers, ...headers },
	};
}
