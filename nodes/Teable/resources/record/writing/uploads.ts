import { attemptAsync } from '../../../core/attempt';
import type { ItemContext } from '../../../core/operation';
import type { Attachment } from '../../../teable/reading/attachments';
import { uploadFile } from '../../../teable/reading/attachments';
import type { TeableClient } from '../../../teable/http/client';
import { fetchFile } from '../shared/fetchFile';

const WEB_ADDRESS = /^https?:\/\//i;

/**
 * Brings files to Teable for an attachment cell, one after another; the write of the cell is the caller's.
 *
 * @param sources web addresses, or names of binary properties of the item
 * @returns the cell: one entry a file, in the order of the sources
 * @throws NodeApiError or NodeOperationError when one of them cannot be read or sent: no file is in a cell then
 */
export async function uploadFiles(
	context: ItemContext<TeableClient>,
	sources: string[],
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

async function upload(context: ItemContext<TeableClient>, source: string): Promise<Attachment> {
	const { client, files } = context;
	// Not streamed on: the length that a server announces is not that of a body it has compressed.
	const file = WEB_ADDRESS.test(source) ? await fetchFile(context, source) : source;
	return await uploadFile(client, await files.get(file));
}

/** The part of an address behind the question mark may hold what opens the file. */
const nameOf = (source: string): string =>
	WEB_ADDRESS.test(source) ? source.split(/[?#]/)[0] : `'${source}'`;
