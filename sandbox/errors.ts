import type { TeableVersion } from './contract';

/** Teable's error answer: `{message, status, code, data?}`. */
export class TeableError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly data?: Record<string, unknown>,
	) {
		super(message);
	}

	toJSON() {
		const { message, status, code, data } = this;
		return { message, status, code, ...(data && { data }) };
	}
}

/** Teable's default code for a status. */
export const CODE_OF_STATUS: Record<number, string> = {
	400: 'validation_error',
	401: 'unauthorized',
	402: 'payment_required',
	403: 'restricted_resource',
	404: 'not_found',
	408: 'request_timeout',
	409: 'conflict',
	413: 'payload_too_large',
	429: 'too_many_requests',
	500: 'internal_server_error',
	503: 'database_connection_unavailable',
	504: 'gateway_timeout',
};

export const unauthorized = (message = 'Unauthorized') =>
	new TeableError(401, 'unauthorized', message);

/** The answer to a token on routes that no token may call, for any ID. */
export const forbidden = () => new TeableError(403, 'restricted_resource', 'Forbidden resource');

export const internal = () =>
	new TeableError(500, 'internal_server_error', 'Internal Server Error');

export const invalid = (message: string, data?: Record<string, unknown>) =>
	new TeableError(400, 'validation_error', message, data);

export const noRoute = (method: string, url: string) =>
	new TeableError(404, 'not_found', `Cannot ${method} ${url}`);

/**
 * An error that has a translation key since 2026.
 * @param text its message, or that of 1.10.0 and that of July 2026
 */
export function localized(
	version: TeableVersion,
	status: number,
	text: string | { '1.10.0': string; '2026-07': string },
	i18nKey: string,
	context?: Record<string, unknown>,
	code = CODE_OF_STATUS[status],
) {
	const localization = { i18nKey: `httpErrors.${i18nKey}`, ...(context && { context }) };
	const data = version === '1.10.0' ? undefined : { localization };
	return new TeableError(status, code, typeof text === 'string' ? text : text[version], data);
}
