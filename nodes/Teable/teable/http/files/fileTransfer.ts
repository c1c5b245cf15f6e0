import type {
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INode,
	NodeApiError,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { apiError } from '../errors';
import { isTimeout, isTlsFault, mayPass } from '../reasons/noAnswer';
import { fileAddress } from './fileAddress';
import type { IncomingFile, OutgoingFile } from './files';
import { arriving, endingLate, secondsFor, streamOf } from './files';
import type { Connection } from '../outcome';
import type { Retry } from '../retry';
import { Retries } from '../retry';

/** Where to send a file, as `POST /attachments/signature` answers. */
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

/** URLs of files often redirect. A longer chain than this is a loop. */
const MAX_REDIRECTS = 5;

/**
 * Transfers files, always without the credential. They are on Teable's server, in its object storage, or anywhere on the
 * web. Sending or fetching a file twice has the same effect as once, so temporary faults are retried.
 */
export class FileTransfer {
	constructor(
		private readonly sender: Sender,
		private readonly patience: Pick<Connection, 'timeoutSeconds' | 'waitSeconds'>,
	) {}

	/** @throws NodeApiError if the file cannot be sent */
	async send(url: URL, target: UploadTarget, file: OutgoingFile): Promise<void> {
		await this.repeat(url, async () => {
			const request: IHttpRequestOptions = {
				method: target.uploadMethod as IHttpRequestOptions['method'],
				url: url.href,
				// Object storages require the length.
				headers: { 'Content-Length': file.size, ...target.requestHeaders },
				body: await file.open(),
				timeout: secondsFor(this.patience.timeoutSeconds, file.size) * 1000,
			};
			const response = await this.exchange(request);
			return response.statusCode < 300 ? { got: undefined } : this.refused(url, response, 'accept');
		});
	}

	/**
	 * Opens a file. Its content ends with an Error if it does not arrive in time.
	 *
	 * @param size in bytes, if known
	 * @throws NodeApiError if the file cannot be fetched
	 */
	async fetch(url: URL, size?: number): Promise<IncomingFile> {
		return await this.repeat(url, async () => {
			const given = new AbortController();
			const { response, at } = await this.follow(url, given.signal);
			if (response.statusCode >= 300) {
				given.abort();
				return this.refused(at, response, 'return');
			}
			const file = arriving(response, at);
			const seconds = secondsFor(this.patience.timeoutSeconds, file.size ?? size);
			return { got: endingLate(file, seconds, given) };
		});
	}

	private async follow(
		url: URL,
		abortSignal: AbortSignal,
	): Promise<{ response: IN8nHttpFullResponse; at: URL }> {
		let at = url;
		for (let redirects = 0; ; redirects++) {
			const response = await this.exchange({
				method: 'GET',
				url: at.href,
				encoding: 'stream',
				timeout: this.patience.timeoutSeconds * 1000,
				abortSignal,
			});
			const { location } = response.headers;
			const moved = response.statusCode >= 300 && response.statusCode < 400;
			if (!moved || typeof location !== 'string' || redirects === MAX_REDIRECTS) {
				return { response, at };
			}
			streamOf(response).destroy();
			at = fileAddress(location, at.href);
		}
	}

	/** Redirects are followed here, because n8n would keep a copy of a body that it may have to send again. */
	private async exchange(request: IHttpRequestOptions): Promise<IN8nHttpFullResponse> {
		const signals = [request.abortSignal, this.sender.getExecutionCancelSignal?.()];
		return (await this.sender.helpers.httpRequest({
			...request,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: AbortSignal.any(signals.filter((signal) => signal instanceof AbortSignal)),
		})) as IN8nHttpFullResponse;
	}

	private async repeat<T>(url: URL, attempt: () => Promise<Outcome<T>>): Promise<T> {
		const retries = new Retries(this.patience.waitSeconds);
		for (;;) {
			const outcome = await attempt().catch((error: unknown) => this.failed(url, error));
			if ('got' in outcome) return outcome.got;
			const delay = retries.next(outcome.retry, outcome.retryAfter);
			if (delay === undefined) throw outcome.error;
			await sleep(delay);
		}
	}

	private refused(
		url: URL,
		{ statusCode, headers }: IN8nHttpFullResponse,
		verb: 'accept' | 'return',
	): Refused {
		return {
			error: this.error(
				`The server at ${url.origin} did not ${verb} the file: it answered ${statusCode}.`,
				String(statusCode),
			),
			retry: RETRIES[statusCode],
			retryAfter: headers['retry-after'] === undefined ? undefined : String(headers['retry-after']),
		};
	}

	private failed(url: URL, thrown: unknown): Refused {
		const { code, message } = thrown as { code?: string; message?: string };
		if (isTimeout(code)) {
			return {
				error: this.error(
					`The file server ${url.origin} did not answer in time. Raise 'Timeout (Seconds)' under 'Options' if the file is large.`,
				),
			};
		}
		if (code === undefined || (code.startsWith('ERR_') && !isTlsFault(code))) {
			// The URL of a file may contain the signature that gives access to it.
			const reason = String(message).replaceAll(url.href, url.origin);
			return { error: this.error(`The file was not transferred: ${reason}`) };
		}
		return {
			error: this.error(
				`The connection to the file server ${url.origin} failed (${code}). Check that n8n can reach it.`,
			),
			retry: mayPass(code) ? 'soon' : undefined,
		};
	}

	private error(message: string, httpCode?: string): NodeApiError {
		return apiError(this.sender.getNode(), { message, httpCode });
	}
}

const RETRIES: Record<number, Retry | undefined> = {
	429: 'later',
	502: 'soon',
	503: 'later',
	504: 'soon',
};

interface Refused {
	error: NodeApiError;
	retry?: Retry;
	retryAfter?: string;
}

type Outcome<T> = { got: T } | Refused;
