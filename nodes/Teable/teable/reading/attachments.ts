import type { IDataObject } from 'n8n-workflow';
import { randomString } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import type { OutgoingFile } from '../http/files/files';
import type { UploadTarget } from '../http/files/fileTransfer';
import { path } from '../http/path';
import { HARMLESS } from '../http/recovery';

/** One file in an attachment cell. On 1.10 every write changes its `id`, but not its `token`. */
export interface Attachment extends IDataObject {
	id: string;
	name: string;
	token: string;
	size: number;
	mimetype: string;
	path: string;
	width?: number;
	height?: number;
	/** A public URL that works for some days, often on another server. */
	presignedUrl?: string;
}

/** The upload type of files in tables. */
const FOR_TABLE = 1;

/** Teable never answers an upload of these types: with its own storage, its body parsers consume the file. */
const SWALLOWED = /^application\/(json|x-www-form-urlencoded)\b/i;

interface Signature extends UploadTarget, IDataObject {
	url: string;
	uploadMethod: string;
	requestHeaders: IDataObject;
	token: string;
}

/**
 * Uploads a file for use in a cell, in three steps: Teable signs a URL, the bytes are sent there without the credential,
 * and Teable registers the file. No record changes.
 *
 * @returns an entry for the list of an attachment cell
 * @throws NodeApiError if one of the three steps fails
 */
export async function uploadFile(client: TeableClient, file: OutgoingFile): Promise<Attachment> {
	const contentType = SWALLOWED.test(file.mimeType) ? 'application/octet-stream' : file.mimeType;
	const signature = await client.post<Signature>(
		path`/attachments/signature`,
		{ type: FOR_TABLE, contentType, contentLength: file.size },
		HARMLESS,
	);
	await client.upload(signature, file);
	const stored = await client.post<Attachment>(
		path`/attachments/notify/${signature.token}`,
		{},
		HARMLESS,
	);
	// 1.10 requires an ID but replaces it. 2026 keeps it.
	return cellEntry({ ...stored, id: `act${randomString(16)}`, name: file.name });
}

/** The properties of an attachment for a write. Teable adds the URLs. */
export const cellEntry = (attachment: Attachment): Attachment => {
	const { id, name, token, size, mimetype, path: place, width, height } = attachment;
	return {
		id,
		name,
		token,
		size,
		mimetype,
		path: place,
		...(width !== undefined && { width }),
		...(height !== undefined && { height }),
	};
};
