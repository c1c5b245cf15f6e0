import type { IDataObject } from 'n8n-workflow';
import { randomString } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import type { OutgoingFile } from '../http/files';
import type { UploadTarget } from '../http/fileTransfer';
import { path } from '../http/path';
import { HARMLESS } from '../http/recovery';

/** One file in an attachment cell. Its `token` stays, its `id` changes with every write on 1.10. */
export interface Attachment extends IDataObject {
	id: string;
	name: string;
	token: string;
	size: number;
	mimetype: string;
	path: string;
	width?: number;
	height?: number;
	/** Opens the file for whoever has it, for some days; often on another server. */
	presignedUrl?: string;
}

/** The kind of upload that Teable's tables are made of. */
const FOR_TABLE = 1;

/** An upload of these types is never answered: Teable's own storage lets its body parsers swallow it. */
const SWALLOWED = /^application\/(json|x-www-form-urlencoded)\b/i;

interface Signature extends UploadTarget, IDataObject {
	url: string;
	uploadMethod: string;
	requestHeaders: IDataObject;
	token: string;
}

/**
 * Brings a file to Teable, ready for a cell: Teable signs an address, the bytes go there without the
 * credential, and Teable takes note of them. No record changes.
 *
 * @returns an entry for the list that an attachment cell is
 * @throws NodeApiError when one of the three steps fails
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
	// 1.10 wants an ID and gives another one; 2026 keeps it.
	return cellEntry({ ...stored, id: `act${randomString(16)}`, name: file.name });
}

/** What a write needs of an attachment; its addresses are Teable's to make. */
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
