import type { IBinaryData } from 'n8n-workflow';

import { attemptAsync } from '../core/attempt';
import type { ItemContext } from '../core/operation';
import type { TeableClient } from '../teable/http/client';
import { asFileName } from '../teable/http/files/fileName';
import type { IncomingFile } from '../teable/http/files/files';

/** A type that says nothing: n8n then tells the type from the file's name. */
const ANY_TYPE = 'application/octet-stream';

/** What is known of a file before it comes; it counts more than what its server says. */
interface Known {
	name?: string;
	mimetype?: string;
	/** In bytes. */
	size?: number;
}

/**
 * Fetches a file, without the credential, to where n8n keeps files: on disk where it is set up for that.
 *
 * @throws NodeApiError when it cannot be fetched, NodeOperationError when it does not arrive whole
 */
export async function fetchFile(
	context: ItemContext<TeableClient>,
	address: string,
	known: Known = {},
): Promise<IBinaryData> {
	return await keepFile(context, await context.client.download(address, known.size), known);
}

/**
 * Keeps a file that begins to arrive.
 *
 * @param remedy what to do when it does not arrive whole
 * @throws NodeOperationError then
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
	throw param.failure(`'${name}' did not arrive whole: ${kept.message}. ${remedy}`);
}
