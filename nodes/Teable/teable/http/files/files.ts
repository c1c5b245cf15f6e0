import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { fileName } from './fileName';

/** The bytes of a file: in memory, or as they come. */
export type FileContent = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** The bytes of a file as they come. */
export type FileStream = Exclude<FileContent, Buffer>;

/** A file to send. */
export interface OutgoingFile {
	name: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** Gives the bytes from the beginning, each time anew. */
	open(): Promise<FileContent>;
}

/** A file that begins to arrive. */
export interface IncomingFile {
	content: FileStream;
	/** What its server calls it, or the end of its address. */
	name: string;
	/** Undefined when its server does not say. */
	mimeType?: string;
	/** In bytes, as its server sends them: fewer than they are when it compresses them. */
	size?: number;
}

export const streamOf = ({ body }: IN8nHttpFullResponse) => body as unknown as FileStream;

/** The file that an answer brings, from its address. */
export function arriving(response: IN8nHttpFullResponse, url: URL): IncomingFile {
	const { headers } = response;
	const length = Number(headers['content-length'] ?? Number.NaN);
	return {
		content: streamOf(response),
		name: fileName(url, headers['content-disposition']),
		mimeType: typeOf(headers['content-type']),
		size: Number.isInteger(length) ? length : undefined,
	};
}

/** The type without what comes behind it, such as the character set. */
const typeOf = (contentType: unknown): string | undefined =>
	contentType === undefined ? undefined : String(contentType).split(';')[0].trim();

/** What a slow line manages: a whole file must be over within the timeout, so a large one gets more time. */
const BYTES_PER_SECOND = 256 * 1024;

/** How long a file of so many bytes may take. */
export const secondsFor = (timeoutSeconds: number, size = 0): number =>
	timeoutSeconds + size / BYTES_PER_SECOND;

/** n8n's own timeout ends when the first bytes come: the content then ends in an Error once it is late. */
export function endingLate(
	file: IncomingFile,
	seconds: number,
	request: AbortController,
): IncomingFile {
	const { content } = file;
	const late = AbortSignal.timeout(Math.round(seconds * 1000));
	const giveUp = () => {
		content.destroy(new Error(`it did not arrive within ${Math.round(seconds)} seconds`));
		request.abort();
	};
	late.addEventListener('abort', giveUp);
	content.once('close', () => late.removeEventListener('abort', giveUp));
	return file;
}
