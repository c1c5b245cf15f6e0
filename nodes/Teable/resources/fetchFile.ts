import type { IBinaryData } from 'n8n-workflow';

import { attemptAsync } from '../core/attempt';
import type { ItemContext } from '../core/operation';
import type { TeableClient } from '../teable/http/client';
import { asFileName } from '../teable/http/files/fileName';
import type { IncomingFile } from '../teable/http/files/files';

/** The generic type: n8n then derives the type from the file name. */
const ANY_TYPE = 'application/octet-stream';

/** What is known of a file before the download; it takes precedence over the server's headers. */
interface Known {
	name?: string;
	mimetype?: string;
	/** In bytes. */
	size?: number;
}

/**
 * Downloads a file, without the credential, into n8n's binary data storage.
 *
 * @throws NodeApiError if it cannot be fetched, NodeOperationError if the download is incomplete
 */
export async function fetchFile(
	context: ItemContext<TeableClient>,
	address: string,
	known: Known = {},
): Promise<IBinaryData> {
	return await keepFile(context, await context.client.download(address, known.size), known);
}

/**
 * Stores a file while it is being received.
 *
 * @param remedy what to do if the download is incomplete
 * @throws NodeOperationError in that case
 */
export async function keepFile(
	{ files, param }: ItemContext<TeableClient>,
	file: IncomingFile,
	known: Known = {},
	remedy = 'Run the node again.',
): Promise<IBinaryData> {
	const name = asFileName(known.name ?? file.name);
	const type = known.mimetype ?? file.mimeType;
	const kept = await attemptAsync(
		async () => await files.keep(file.content, name, type === ANY_TYPE ? undefined : type),
	);
	if (!(kept instanceof Error)) return kept;
	throw param.failure(`The download of '${name}' is incomplete: ${kept.message}`, remedy);
}
