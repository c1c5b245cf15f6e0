/**
 * The name of a file, from the Content-Disposition header (RFC 6266) or else from the end of its URL.
 *
 * @returns a name that contains no path
 */
export const fileName = (url: URL, disposition: unknown): string =>
	nameIn(String(disposition ?? '')) ?? asFileName(lastSegment(url));

/** A text as a file name, without characters that would make it a path or hide its extension. */
export function asFileName(text: string): string {
	const name = text.replaceAll(SEPARATORS, '_').replaceAll(INVISIBLE, '').trim();
	return name === '' || name === '.' || name === '..' ? 'file' : name;
}

const SEPARATORS = /[/\\]/g;

/** Control characters, and those that change the text direction. */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A parameter of the header: a name, and a quoted text or everything up to the next semicolon. */
const PARAMETER = /(?:^|;)\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/g;

/** The file name in the header. The encoded one (RFC 8187) takes precedence. */
function nameIn(disposition: string): string | undefined {
	const values = new Map<string, string>();
	for (const [, name, value] of disposition.matchAll(PARAMETER)) {
		const key = name.toLowerCase();
		if (!values.has(key)) values.set(key, value.trim());
	}
	const name = extendedValue(values.get('filename*')) ?? plainValue(values.get('filename'));
	return name === undefined || name === '' ? undefined : asFileName(name);
}

/** Decodes `UTF-8'en'caf%C3%A9.pdf`; undefined for another form, so that the plain name is used. */
function extendedValue(value = ''): string | undefined {
	const [, charset, encoded] = /^"?([\w-]+)'[^']*'([^"]*)"?$/.exec(value) ?? [];
	switch (charset?.toLowerCase()) {
		case 'utf-8':
			return encoded.includes('%') ? decoded(encoded) : encoded;
		case 'iso-8859-1':
			return encoded.replaceAll(/%([\da-f]{2})/gi, (_match, code: string) =>
				String.fromCharCode(parseInt(code, 16)),
			);
		default:
			return undefined;
	}
}

/** Teable percent-encodes the name of an export and does not quote it. */
function plainValue(value: string | undefined): string | undefined {
	if (value === undefined) return undefined;
	const [, quoted] = /^"(.*?)"?$/s.exec(value) ?? [];
	if (quoted === undefined) return decoded(value) ?? inUtf8(value);
	return inUtf8(quoted.replaceAll(/\\(["\\])/g, '$1'));
}

/** Node.js reads headers as Latin-1, but most servers that send more than ASCII send UTF-8. */
function inUtf8(text: string): string {
	if (/[^\0-\xff]/.test(text)) return text;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
	} catch {
		return text;
	}
}

function lastSegment({ pathname }: URL): string {
	const segment = pathname.split('/').at(-1) ?? '';
	return decoded(segment) ?? segment;
}

/** Undefined if the text is not percent-encoded. */
function decoded(text: string): string | undefined {
	if (!text.includes('%')) return undefined;
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
