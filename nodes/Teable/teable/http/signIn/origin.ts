const HAS_SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;

/**
 * The origin of a Teable server. Surrounding spaces, a trailing slash or `/api`, and the URL of a page are fine, because
 * Teable's API is always at `<origin>/api`. The default scheme is https. Private addresses are allowed for self-hosted
 * servers.
 *
 * @throws Error with a remedy if it is empty, not a URL, not http(s), or contains a user name or password
 */
export function teableOrigin(baseUrl: unknown): string {
	const text = String(baseUrl ?? '').trim();
	if (text === '') {
		throw new Error(
			"'Server URL' is empty. Open the credential and enter the URL of your Teable server.",
		);
	}
	const url = parse(HAS_SCHEME.test(text) ? text : `https://${text}`);
	if (!url || url.hostname === '') {
		throw new Error(
			"'Server URL' is not a URL. Open the credential and enter one such as https://app.teable.ai.",
		);
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new Error(
			"'Server URL' must begin with https:// or http://. Open the credential to fix it.",
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw new Error(
			"'Server URL' must not contain a user name or password. Open the credential and remove them.",
		);
	}
	return url.origin;
}

function parse(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}
