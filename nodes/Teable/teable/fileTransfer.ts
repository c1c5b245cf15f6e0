import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INode,
	NodeApiError,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { apiError, isTlsFault } from './errors';
import { MAX_RETRIES, retryDelay } from './retry';

/** The bytes of a file: in memory, or as they come. */
export type FileContent = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

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
	content: FileContent;
	/** What its server calls it, or the end of its address. */
	name: string;
	/** Undefined when its server does not say. */
	mimeType?: string;
	/** In bytes; undefined when its server does not say. */
	size?: number;
}

/** Where a file is to be sent, as `POST /attachments/signature` says. */
export interface UploadTarget {
	url: string;
	uploadMethod: string;
	requestHeaders: IDataObject;
}

/** The part of n8n's contexts that is used here. */
interface Sender {
	getNode(): INode;
	getExecutionCancelSignal?(): AbortSignal | undefined;
	helpers: { httpRequest(request: IHttpRequestOptions): Promise<unknown> };
}

/** What a slow line manages: a whole upload must end within the timeout, so a large file gets more time. */
const BYTES_PER_SECOND = 256 * 1024;

/** Web addresses of files often lead elsewhere; a chain as long as this leads nowhere. */
const MAX_REDIRECTS = 5;

/**
 * Moves the bytes of files, always without a credential: they lie on Teable's own server, in its object
 * storage, or anywhere on the web. Sending and fetching both leave the same state when done twice, so a
 * passing fault is tried again.
 */
export class FileTransfer {
	constructor(
		private readonly sender: Sender,
		private readonly timeoutSeconds: number,
	) {}

	/** @throws NodeApiError when the file cannot be sent */
	async send(url: URL, target: UploadTarget, file: OutgoingFile): Promise<void> {
		await this.repeat(url, async () => {
			const request: IHttpRequestOptions = {
				method: target.uploadMethod as IHttpRequestOptions['method'],
				url: url.href,
				headers: target.requestHeaders,
				body: await file.open(),
				timeout: (this.timeoutSeconds + file.size / BYTES_PER_SECOND) * 1000,
			};
			const response = await this.exchange(request);
			return response.statusCode < 300 ? { got: undefined } : this.refused(url, response);
		});
	}

	/** @throws NodeApiError when the file cannot be fetched */
	async fetch(url: URL): Promise<IncomingFile> {
		return await this.repeat(url, async () => {
			const { response, at } = await this.follow(url);
			if (response.statusCode >= 300) {
				discard(response.body);
				return this.refused(at, response);
			}
			return { got: this.arriving(response, at) };
		});
	}

	/** Redirects are followed here: n8n would keep a copy of the file, and not notice when it stalls. */
	private async follow(url: URL): Promise<{ response: IN8nHttpFullResponse; at: URL }> {
		let at = url;
		for (let redirects = 0; ; redirects++) {
			const response = await this.exchange({
				method: 'GET',
				url: at.href,
				// The length of a compressed body would not be the file's.
				headers: { 'Accept-Encoding': 'identity' },
				encoding: 'stream',
				timeout: this.timeoutSeconds * 1000,
			});
			const { location } = response.headers;
			const moved = response.statusCode >= 300 && response.statusCode < 400;
			if (!moved || typeof location !== 'string' || redirects === MAX_REDIRECTS) {
				return { response, at };
			}
			discard(response.body);
			at = fileAddress(location, at.href);
		}
	}

	private arriving({ body, headers }: IN8nHttpFullResponse, url: URL): IncomingFile {
		const content = body as unknown as FileContent & Partial<StallGuard>;
		content.setTimeout?.(this.timeoutSeconds * 1000, () => discard(content));
		const length = Number(headers['content-length'] ?? Number.NaN);
		return {
			content,
			name: nameIn(String(headers['content-disposition'] ?? '')) ?? lastSegment(url),
			mimeType: headers['content-type'] ? String(headers['content-type']) : undefined,
			size: Number.isInteger(length) ? length : undefined,
		};
	}

	private async exchange(request: IHttpRequestOptions): Promise<IN8nHttpFullResponse> {
		return (await this.sender.helpers.httpRequest({
			...request,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: this.sender.getExecutionCancelSignal?.(),
		})) as IN8nHttpFullResponse;
	}

	private async repeat<T>(url: URL, attempt: () => Promise<Outcome<T>>): Promise<T> {
		for (let retries = 0; ; retries++) {
			const outcome = await attempt().catch((error: unknown) => this.failed(url, error));
			if ('got' in outcome) return outcome.got;
			if (!outcome.passing || retries === MAX_RETRIES) throw outcome.error;
			await sleep(retryDelay(retries, outcome.retryAfter));
		}
	}

	private refused(url: URL, { statusCode, headers }: IN8nHttpFullResponse): Refused {
		return {
			error: this.error(
				`The server at ${url.origin} answered ${statusCode} instead of taking or giving the file.`,
				String(statusCode),
			),
			passing: [429, 502, 503, 504].includes(statusCode),
			retryAfter: headers['retry-after'] === undefined ? undefined : String(headers['retry-after']),
		};
	}

	private failed(url: URL, thrown: unknown): Refused {
		const { code, message } = thrown as { code?: string; message?: string };
		if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
			return {
				error: this.error(
					`The server at ${url.origin}, where the file lies or goes, did not answer in time. Raise 'Timeout (Seconds)' under 'Options' if the file is large.`,
				),
				passing: false,
			};
		}
		if (code === undefined || code === 'ERR_CANCELED') {
			// The address of a file may hold what opens it.
			const reason = String(message).replaceAll(url.href, url.origin);
			return { error: this.error(`The file was not transferred: ${reason}`), passing: false };
		}
		return {
			error: this.error(
				`The connection to ${url.origin}, where the file lies or goes, failed (${code}). Check that n8n can reach this address.`,
			),
			passing: code !== 'ENOTFOUND' && !isTlsFault(code),
		};
	}

	private error(message: string, httpCode?: string): NodeApiError {
		return apiError(this.sender.getNode(), { message, httpCode });
	}
}

interface Refused {
	error: NodeApiError;
	passing: boolean;
	retryAfter?: string;
}

type Outcome<T> = { got: T } | Refused;

/** What Node.js has on a body that arrives: a word when nothing came for so long. */
interface StallGuard {
	setTimeout(milliseconds: number, stalled: () => void): void;
}

/**
 * Reads the address of a file.
 *
 * @param base what a relative address starts from
 * @throws Error when it is no http(s) address
 */
export function fileAddress(address: string, base?: string): URL {
	const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
		throw new Error(
			`'${address.slice(0, 60)}' is not a web address. Give one that begins with https:// or http://.`,
		);
	}
	return url;
}

/** The file name in a Content-Disposition header (RFC 6266); the encoded form counts first. */
function nameIn(disposition: string): string | undefined {
	const encoded = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
	return encoded === undefined
		? /filename\s*=\s*"?([^";]+)"?/i.exec(disposition)?.[1]?.trim()
		: decoded(encoded);
}

const lastSegment = (url: URL): string => decoded(url.pathname.split('/').at(-1) ?? '') || 'file';

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Ends a body that nobody will read, so that its connection is free again. */
function discard(body: unknown) {
	(body as { destroy?: () => void }).destroy?.();
}
