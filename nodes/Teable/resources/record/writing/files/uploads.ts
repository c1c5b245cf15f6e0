import type { IDataObject } from 'n8n-workflow';

import { attemptAsync } from '../../../../core/attempt';
import type { ItemContext } from '../../../../core/operation';
import type { Attachment } from '../../../../teable/reading/attachments';
import { cellEntry, uploadFile } from '../../../../teable/reading/attachments';
import type { TeableClient } from '../../../../teable/http/client';
import { fetchFile } from '../../../fetchFile';
import type { FileSource } from './fileSources';

/**
 * Uploads files for an attachment cell, one after another; the caller writes the cell. Files that Teable already has
 * are not uploaded again.
 *
 * @returns the cell: one entry per file, in the order of the sources
 * @throws NodeApiError or NodeOperationError if one of them cannot be read or sent; the cell is then not written
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
				attachment.message = `File ${place} (${nameOf(source)}) failed, so no files were attached. ${attachment.message}`;
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
	// Not streamed: for a compressed body, the announced length is not the file's.
	const { address, name } = source;
	const file = await fetchFile(context, String(address), { name: name as string | undefined });
	return await uploadFile(client, await files.get(file));
}

/** A name for messages. The query of a URL is left out, as it may grant access to the file. */
function nameOf(source: FileSource): string {
	if (typeof source === 'string') return `'${source}'`;
	return 'token' in source ? `'${source.name}'` : String(source.address).split(/[?#]/)[0];
}

/**
 * The entries of an attachment cell, as far as known without uploading the files.
 *
 * @throws NodeOperationError if the item lacks one of the files
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
