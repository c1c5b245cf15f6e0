import type { Explanation, Unanswered } from '../failure';

/** Explains why there was no usable answer. */
export function explainNoAnswer(
	origin: string,
	{ code, timeoutSeconds, html }: Unanswered,
): Explanation {
	if (html) return notTeable(origin);
	if (timeoutSeconds !== undefined) {
		return {
			message: `Teable did not answer within ${timeoutSeconds} s. Check that the server at ${origin} is running. If the request is large, raise 'Timeout (Seconds)' under 'Options'.`,
		};
	}
	if (code === undefined) {
		return {
			message: `The server at ${origin} did not answer with JSON. Check 'Server URL' in the credential, and any proxy in front of Teable.`,
		};
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return {
			message: `Can't find the server ${new URL(origin).hostname}. Check 'Server URL' in the credential.`,
		};
	}
	if (UNREACHED.has(code)) {
		return {
			message: `Can't reach ${origin}. Check that the Teable server is running, and 'Server URL' in the credential.`,
			description: "In Docker, localhost is n8n's own container. Use Teable's host name instead.",
		};
	}
	// The TLS handshake fails with this code if the port uses plain HTTP.
	if (code === 'EPROTO') {
		return {
			message: `The server at ${origin} does not use HTTPS. If its URL begins with http://, enter it that way in 'Server URL' in the credential.`,
		};
	}
	if (isTlsFault(code)) {
		return {
			message: `n8n does not trust the certificate of ${origin} (${code}). Install a valid certificate on the server, or let n8n trust its issuer with NODE_EXTRA_CA_CERTS.`,
		};
	}
	return {
		message: `The connection to ${origin} was interrupted (${code}). Check the network between n8n and Teable, and 'Server URL' in the credential.`,
	};
}

/** The answer is from another server, or from something in front of Teable. */
export const notTeable = (origin: string): Explanation => ({
	message: `The server at ${origin} is not Teable. Set 'Server URL' in the credential to the URL of your Teable server.`,
});

/** With these codes, the request never reached a server, so not even a write was carried out. */
export const UNREACHED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

/** Node.js uses the codes ERR_TLS_…, CERT_…, …_CERT, EPROTO, UNABLE_TO_VERIFY_LEAF_SIGNATURE and so on. */
export const isTlsFault = (code: string): boolean =>
	/CERT|SSL|TLS|EPROTO|SIGNATURE|UNABLE_TO/.test(code);

/** Whether the fault is that no answer came in time. */
export const isTimeout = (code: string | undefined): boolean =>
	code === 'ECONNABORTED' || code === 'ETIMEDOUT';

/** Whether a connection that failed may succeed in a moment. */
export const mayPass = (code: string): boolean => code !== 'ENOTFOUND' && !isTlsFault(code);
