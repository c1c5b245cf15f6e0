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
			`'${address.slice(0, 60)}' is not a URL. Use one that begins with https:// or http://.`,
		);
	}
	return url;
}
