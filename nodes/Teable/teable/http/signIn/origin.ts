const HAS_SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;

/**
 * The origin of a Teable server from what people paste: spaces, a slash or `/api` at the end, or the URL
 * of a page are all fine, as Teable's API always lies at `<origin>/api`. Without a scheme it is https.
 * Private addresses are allowed: self-hosted servers live there.
 *
 * @throws Error with a remedy when it is empty, no URL, not http(s), or holds a user name or password
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
