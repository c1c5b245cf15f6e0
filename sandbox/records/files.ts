import { randomText } from '../ids';
import type { State, StoredFile } from '../state';

/** Announces a file, which has no bytes yet. */
export function announceFile(state: State, mimetype: string, size: number): StoredFile {
	const token = randomText(12);
	const file = { token, path: `table/${token}`, size, mimetype };
	state.files.set(token, file);
	return file;
}

/** Puts a file of a base there, as an export does; the store names it by its path. */
export function storeExport(state: State, bytes: Buffer): StoredFile {
	const token = `${randomText(12)}.tea`;
	const mimetype = 'application/octet-stream';
	const file = { token, path: `export-base/${token}`, size: bytes.length, mimetype, bytes };
	state.files.set(token, file);
	return file;
}

/** Anyone who has this address can read the file, without signing in. */
export const presignedUrl = (state: State, path: string, name: string) =>
	`${state.url}/api/attachments/read/private/${path}?token=${signatureOf(path)}` +
	`&response-content-disposition=${encodeURIComponent(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`)}`;

/** What stands in `token=`: the sandbox signs with the path alone. */
export const signatureOf = (path: string) => Buffer.from(path).toString('hex');
