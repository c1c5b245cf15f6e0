import { randomText } from '../../../ids';
import type { State, StoredFile } from '../../../state';

/** Announces a file that has no content yet. */
export function announceFile(state: State, mimetype: string, size: number): StoredFile {
	const token = randomText(12);
	const file = { token, path: `table/${token}`, size, mimetype };
	state.files.set(token, file);
	return file;
}

/** Adds a file of a base, as an export does. The storage identifies it by its path. */
export function storeExport(state: State, bytes: Buffer): StoredFile {
	const token = `${randomText(12)}.tea`;
	const mimetype = 'application/octet-stream';
	const file = { token, path: `export-base/${token}`, size: bytes.length, mimetype, bytes };
	state.files.set(token, file);
	return file;
}

/** Anyone with this URL can read the file without signing in. */
export const presignedUrl = (state: State, path: string, name: string) =>
	`${state.url}/api/attachments/read/private/${path}?token=${signatureOf(path)}` +
	`&response-content-disposition=${encodeURIComponent(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`)}`;

/** The value of `token=`: the sandbox signs only the path. */
export const signatureOf = (path: string) => Buffer.from(path).toString('hex');
