import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { fileName } from './fileName';

/** The bytes of a file, in memory or as a stream. */
export type FileContent = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** The bytes of a file as a stream. */
export type FileStream = Exclude<FileContent, Buffer>;

/** A file to send. */
export interface OutgoingFile {
	name: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** Returns the bytes from the beginning, every time it is called. */
	open(): Promise<FileContent>;
}

/** A file that is being received. */
export interface IncomingFile {
	content: FileStream;
	/** From the server, or from the end of the URL. */
	name: string;
	/** Undefined if the server does not state it. */
	mimeType?: string;
	/** In bytes as transferred, which are fewer if the server compresses them. */
	size?: number;
}

export const streamOf = ({ body }: IN8nHttpFullResponse) => body as unknown as FileStream;

/** The file in an answer. @param url where it was requested */
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

/** The type without its parameters, such as the character set. */
const typeOf = (contentType: unknown): string | undefined =>
	contentType === undefined ? undefined : String(contentType).split(';')[0].trim();

/** The speed of a slow connection. Large files get more time, because a whole file must arrive within the timeout. */
const BYTES_PER_SECOND = 256 * 1024;

/** How long a file may take. @param size in bytes */
export const secondsFor = (timeoutSeconds: number, size = 0): number =>
	timeoutSeconds + size / BYTES_PER_SECOND;

/** Ends the content with an Error if it takes too long, because n8n's own timeout applies only until the first bytes. */
export function endingLate(
	file: IncomingFile,
	seconds: number,
	request: AbortController,
): IncomingFile {
	const { content } = file;
	const late = AbortSignal.timeout(Math.round(seconds * 1000));
	const giveUp = () => {
		content.destroy(new Error(`it did not arrive within ${Math.round(seconds)} s`));
		request.abort();
	};
	late.addEventListener('abort', giveUp);
	content.once('close', () => late.removeEventListener('abort', giveUp));
	return file;
}
