import { quoted } from '../../../values/quoted';

/** Splits a text into URLs. A URL may contain commas itself, even two in a row. */
export const addressesIn = (text: string): string[] =>
	text
		.split(/[\s,]+(?=https?:\/\/)/i)
		.map((address) => address.trim())
		.filter((address) => address !== '');

/**
 * Parses the URL of a file.
 *
 * @param base the URL that a relative one refers to
 * @throws Error if it is not an http(s) URL
 */
export function fileAddress(address: string, base?: string): URL {
	const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
		throw new Error(
			`${quoted(address)} is not a URL. Use one that begins with https:// or http://.`,
		);
	}
	return url;
}
