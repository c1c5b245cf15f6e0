import type { IDataObject, IN8nHttpFullResponse, INode, NodeApiError } from 'n8n-workflow';

import type { Fate } from '../../fate';
import { withFate } from '../../fate';
import { apiError, noAnswerError, refusalError } from './errors';
import type { FailedRequest, Refusal, Unanswered } from './failure';
import type { OutgoingFile } from './files/files';
import { UNREACHED, isTimeout, isTlsFault, mayPass } from './reasons/noAnswer';
import type { Path } from './path';
import { withoutSecrets } from '../../values/redact';
import type { Retry } from './retry';
import type { Authentication } from './types';

/** A request to Teable's API. */
export interface Request {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: Path;
	query?: IDataObject;
	body?: IDataObject | IDataObject[];
	/** A file to send as the body. */
	file?: OutgoingFile;
	/** Whether the answer is a file. Its body is then an `IncomingFile`. */
	asFile?: boolean;
	/** Identifies the change for undo. Teable keeps changes by user, table and window. */
	windowId?: string;
}

/** The server that a client connects to, and the account. */
export interface Connection {
	origin: string;
	authentication: Authentication;
	/** Undefined for a session. */
	token: string | undefined;
	timeoutSeconds: number;
	/** How long to wait in total while the server accepts no requests (429, 503). */
	waitSeconds: number;
}

export interface Delivered<T> {
	body: T;
	headers: IDataObject;
}

/** A failed request. The fate of a change is recorded with its error. */
export interface Failed {
	error: NodeApiError;
	/** Set if sending the request again is safe and may help. */
	retry?: Retry;
	/** The `Retry-After` header. */
	retryAfter?: string;
}

export type Outcome<T> = Delivered<T> | Failed;

/** Turns the answer to a request into its body, or into an error for the user. */
export class Outcomes {
	constructor(
		private readonly node: INode,
		private readonly connection: Connection,
	) {}

	/** The outcome of a request that got an answer. */
	answered<T>(request: Request, response: IN8nHttpFullResponse): Outcome<T> {
		const { statusCode } = response;
		return statusCode >= 200 && statusCode < 300
			? this.read<T>(request, response)
			: this.refused(request, response);
	}

	/** Teable answers with JSON, or with an empty body (e.g. to a delete). */
	private read<T>(request: Request, { body, headers }: IN8nHttpFullResponse): Outcome<T> {
		if (typeof body !== 'string' || body === '') return { body: body as T, headers };
		const html = String(headers['content-type']).includes('text/html');
		return {
			error: this.noAnswer(request, { html }),
			retry: html || isWrite(request) ? undefined : 'soon',
		};
	}

	private refused(request: Request, response: RefusedResponse, known?: Fate): Failed {
		const { statusCode: status, headers } = response;
		const { code, message, data } = (
			typeof response.body === 'object' && response.body !== null ? response.body : {}
		) as { code?: unknown; message?: unknown; data?: IDataObject };
		const refusal: Refusal = {
			status,
			code: String(code ?? ''),
			message: this.redact(String(message ?? '')),
			details: data,
			requestId: textOf(headers['x-request-id']),
			location: status >= 300 && status < 400 ? textOf(headers.location) : undefined,
		};
		const fate = isWrite(request) ? (known ?? fateOfRefused(request, refusal)) : undefined;
		return {
			error: noted(refusalError(this.node, this.failed(request, fate), refusal), fate),
			retry: retryOf(refusal, isWrite(request), fate),
			retryAfter: textOf(headers['retry-after']),
		};
	}

	/** The error for a 200 whose body is not an answer to the request. */
	unfit(request: Request): NodeApiError {
		return this.noAnswer(request, {});
	}

	/** The outcome of a request for which n8n threw: there was no answer, or one that n8n treats as an error. */
	unanswered(request: Request, thrown: unknown): Failed {
		const cause = causeOf(thrown);
		const { response, code } = cause;
		if (response) {
			return this.refused(request, {
				statusCode: response.status,
				headers: response.headers,
				body: response.data,
			});
		}
		if (code !== undefined && NOT_REFRESHED.has(code)) {
			const statusCode = (cause.status ?? 401) < 500 ? 401 : 503;
			return this.refused(request, { statusCode, headers: {}, body: undefined }, 'notWritten');
		}
		if (code === undefined || !wasSent(thrown)) {
			return { error: this.notSentError(String(cause.message)) };
		}
		const sent = !UNREACHED.has(code) && !isTlsFault(code);
		const unanswered: Unanswered = {
			code,
			timeoutSeconds: isTimeout(code) ? this.connection.timeoutSeconds : undefined,
		};
		if (sent) {
			const error = this.noAnswer(request, unanswered);
			return { error, retry: isWrite(request) ? undefined : 'soon' };
		}
		return {
			error: this.noAnswer(request, unanswered, 'notWritten'),
			retry: mayPass(code) ? 'soon' : undefined,
		};
	}

	private noAnswer(request: Request, cause: Unanswered, known: Fate = 'unknown'): NodeApiError {
		const fate = isWrite(request) ? known : undefined;
		return noted(noAnswerError(this.node, this.failed(request, fate), cause), fate);
	}

	/** The error for a credential that cannot be used, or an execution that was stopped. */
	private notSentError(reason: string): NodeApiError {
		const text = this.redact(reason);
		return apiError(this.node, {
			message:
				this.connection.authentication === 'oAuth2'
					? `The OAuth connection cannot be used: ${text}. Open the credential and connect the account.`
					: text,
		});
	}

	private failed({ method, path }: Request, fate?: Fate): FailedRequest {
		const { origin, authentication, token } = this.connection;
		return { method, path, origin, authentication, token, fate };
	}

	private redact(text: string): string {
		return withoutSecrets(text, this.connection.token);
	}
}

type RefusedResponse = Pick<IN8nHttpFullResponse, 'statusCode' | 'headers' | 'body'>;

/** What n8n's HTTP helper throws, as far as it is used here. */
interface FailedExchange {
	message?: string;
	code?: string;
	status?: number;
	response?: { status: number; headers: IDataObject; data: IN8nHttpFullResponse['body'] };
}

/** n8n's error around that. Up to 2.35, it keeps only the answer's status or the fault's code. */
interface Wrapped {
	message: string;
	cause?: FailedExchange;
	httpCode?: string | null;
	context?: { data?: IN8nHttpFullResponse['body'] };
}

function causeOf(thrown: unknown): FailedExchange {
	const { cause, httpCode, message, context } = thrown as Wrapped;
	if (cause) return cause;
	if (!httpCode) return thrown as FailedExchange;
	const status = Number(httpCode);
	return Number.isNaN(status)
		? { message, code: httpCode }
		: { message, response: { status, headers: {}, data: context?.data } };
}

/** Whether n8n sent the request. It does not if the credential cannot be used or the execution was stopped. */
export function wasSent(thrown: unknown): boolean {
	const { response, code } = causeOf(thrown);
	return response !== undefined || (code !== undefined && code !== 'ERR_CANCELED');
}

/** Records the fate of a change. A read has none. */
const noted = <E extends Error>(error: E, fate?: Fate): E =>
	fate === undefined ? error : withFate(error, fate);

/**
 * Whether a change was made that got an answer other than 2xx. After Teable's own 503, the database has rolled the
 * transaction back. A proxy's 503 and all other 5xx answers can come after the change was made.
 */
function fateOfRefused({ path }: Request, { status, code, message }: Refusal): Fate {
	if (status === 408) return 'unknown';
	if (status === 404 && message === LATE_NOT_FOUND && OF_RECORDS.test(path)) return 'unknown';
	if (status < 500 || status === 501) return 'notWritten';
	return status === 503 && code !== '' ? 'notWritten' : 'unknown';
}

/**
 * On a busy machine, the old engine of July 2026 answered this to 12 of 120 changes of an attachment column after it had
 * made them. The node reads the table before it changes a record, so the table exists.
 */
const LATE_NOT_FOUND = 'Table not found';

const OF_RECORDS = /^\/table\/\w+\/record(\/|$)/;

function retryOf({ status }: Refusal, isWrite: boolean, fate?: Fate): Retry | undefined {
	if (status === 429 || (status === 503 && fate !== 'unknown')) return 'later';
	return (status === 502 || status === 504) && !isWrite ? 'soon' : undefined;
}

/** n8n's codes if it refreshed the OAuth token after a 401 and Teable refused that. */
const NOT_REFRESHED = new Set(['EAUTH', 'ESTATUS']);

const isWrite = (request: Request) => request.method !== 'GET';

const textOf = (header: unknown) => (header === undefined ? undefined : String(header));
