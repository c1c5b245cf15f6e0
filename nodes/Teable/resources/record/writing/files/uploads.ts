import type { IDataObject } from 'n8n-workflow';

import { attemptAsync } from '../../../../core/attempt';
import type { ItemContext } from '../../../../core/operation';
import type { Attachment } from '../../../../teable/reading/attachments';
import { cellEntry, uploadFile } from '../../../../teable/reading/attachments';
import type { TeableClient } from '../../../../teable/http/client';
import { fetchFile } from '../../../fetchFile';
import type { FileSource } from './fileSources';

/**
 * Brings files to Teable for an attachment cell, one after another; the write of the cell is the caller's.
 * Those that Teable has already are taken as they are.
 *
 * @returns the cell: one entry a file, in the order of the sources
 * @throws NodeApiError or NodeOperationError when one of them cannot be read or sent: no file is in a cell then
 */
export async function uploadFiles(
	context: ItemContext<TeableClient>,
	sources: FileSource[],
): Promise<Attachment[]> {
	const { logger, param } = context;
	const attachments: Attachment[] = [];
	for (const [index, source] of sources.entries()) {
		const place = `${index + 1} of ${sources.length}`;
		const attachment = await attemptAsync(async () => await upload(context, source));
		if (attachment instanceof Error) {
			if (sources.length > 1) {
				attachment.message = `File ${place} (${nameOf(source)}) failed, so none of them was attached. ${attachment.message}`;
			}
			throw attachment;
		}
		attachments.push(attachment);
		logger.debug(
			`Teable: uploaded file ${place} of item ${param.itemIndex} (${attachment.size} bytes)`,
		);
	}
	return attachments;
}

async function upload(context: ItemContext<TeableClient>, source: FileSource): Promise<Attachment> {
	const { client, files } = context;
	if (typeof source === 'string') return await uploadFile(client, await files.get(source));
	if ('token' in source) return cellEntry(source as Attachment);
	// Not streamed on: the length that a server announces is not that of a body it has compressed.
	const { address, name } = source;
	const file = await fetchFile(context, String(address), { name: name as string | undefined });
	return await uploadFile(client, await files.get(file));
}

/** The part of an address behind the question mark may hold what opens the file. */
function nameOf(source: FileSource): string {
	if (typeof source === 'string') return `'${source}'`;
	return 'token' in source ? `'${source.name}'` : String(source.address).split(/[?#]/)[0];
}

/**
 * What is known of the entries of an attachment cell before its files are brought to Teable.
 *
 * @throws NodeOperationError when the item has no such file
 */
export async function asIfUploaded(
	{ files }: ItemContext<TeableClient>,
	sources: FileSource[],
): Promise<IDataObject[]> {
	const entries: IDataObject[] = [];
	for (const source of sources) {
		if (typeof source === 'string') {
			const { name, mimeType: mimetype, size } = await files.get(source);
			entries.push({ name, mimetype, size });
		} else {
			entries.push('token' in source ? cellEntry(source as Attachment) : { ...source });
		}
	}
	return entries;
}
