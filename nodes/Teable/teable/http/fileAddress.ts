/** Parts a text into web addresses. One may itself hold a comma, even two in a row. */
export const addressesIn = (text: string): string[] =>
	text
		.split(/[\s,]+(?=https?:\/\/)/i)
		.map((address) => address.trim())
		.filter((address) => address !== '');

/**
 * Reads the address of a file.
 *
 * @param base what a relative address starts from
 * @throws Error when it is no http(s) address
 */
export function fileAddress(address: string, base?: string): URL {
	const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
		throw new Error(
			`'${address.slice(0, 60)}' is not a web address. Give one that begins with https:// or http://.`,
		);
	}
	return url;
}

/** What a file is called: by its server's Content-Disposition header, or else by the end of its address. */
export const fileName = (url: URL, disposition: unknown): string =>
	nameIn(String(disposition ?? '')) ?? lastSegment(url);

/** The file name in a Content-Disposition header (RFC 6266); the encoded form counts first. */
function nameIn(disposition: string): string | undefined {
	const encoded = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
	return encoded === undefined
		? /filename\s*=\s*"?([^";]+)"?/i.exec(disposition)?.[1]?.trim()
		: decoded(encoded);
}

const lastSegment = (url: URL): string => decoded(url.pathname.split('/').at(-1) ?? '') || 'file';

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
