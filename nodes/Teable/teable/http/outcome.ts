import type { IDataObject, IN8nHttpFullResponse, INode, NodeApiError } from 'n8n-workflow';

import type { Fate } from '../../fate';
import { withFate } from '../../fate';
import { apiError, noAnswerError, refusalError } from './errors';
import type { FailedRequest, Refusal, Unanswered } from './failure';
import type { OutgoingFile } from './files/files';
import { UNREACHED, isTlsFault } from './reasons/noAnswer';
import type { Path } from './path';
import { withoutSecrets } from './redact';
import type { Retry } from './retry';
import type { Authentication } from './types';

/** A request to Teable's API. */
export interface Request {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: Path;
	query?: IDataObject;
	body?: IDataObject | IDataObject[];
	/** The file that is the body. */
	file?: OutgoingFile;
	/** Whether the answer is a file: the body is then an `IncomingFile`. */
	asFile?: boolean;
	/** Under which a change can be taken back: Teable remembers it by user, table and window. */
	windowId?: string;
}

/** Whom a client talks to, and as whom. */
export interface Connection {
	origin: string;
	authentication: Authentication;
	/** Undefined for a session. */
	token: string | undefined;
	timeoutSeconds: number;
	/** How long to wait in all for a server that takes no requests for now. */
	waitSeconds: number;
}

export interface Delivered<T> {
	body: T;
	headers: IDataObject;
}

/** What went wrong; the fate of a change is noted with the error. */
export interface Failed {
	error: NodeApiError;
	/** When sending the request again is both safe and of use. */
	retry?: Retry;
	/** The header of that name. */
	retryAfter?: string;
}

export type Outcome<T> = Delivered<T> | Failed;

/** Tells what became of a request: the body of a good answer, or an error for the user. */
export class Outcomes {
	constructor(
		private readonly node: INode,
		private readonly connection: Connection,
	) {}

	/** What an answer means. */
	answered<T>(request: Request, response: IN8nHttpFullResponse): Outcome<T> {
		const { statusCode } = response;
		return statusCode >= 200 && statusCode < 300
			? this.read<T>(request, response)
			: this.refused(request, response);
	}

	/** Teable answers JSON, or nothing at all (a delete). */
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

	/** The error for an answer of 200 that is none to the request. */
	unfit(request: Request): NodeApiError {
		return this.noAnswer(request, {});
	}

	/** What it means when n8n threw: no answer, or one that n8n took for an error. */
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
		const timedOut = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
		const sent = !UNREACHED.has(code) && !isTlsFault(code);
		const unanswered: Unanswered = {
			code,
			timeoutSeconds: timedOut ? this.connection.timeoutSeconds : undefined,
		};
		if (sent) {
			const error = this.noAnswer(request, unanswered);
			return { error, retry: isWrite(request) ? undefined : 'soon' };
		}
		return {
			error: this.noAnswer(request, unanswered, 'notWritten'),
			retry: code === 'ENOTFOUND' || isTlsFault(code) ? undefined : 'soon',
		};
	}

	private noAnswer(request: Request, cause: Unanswered, known: Fate = 'unknown'): NodeApiError {
		const fate = isWrite(request) ? known : undefined;
		return noted(noAnswerError(this.node, this.failed(request, fate), cause), fate);
	}

	/** The credential itself could not be used, or the run was stopped. */
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

/** What n8n's HTTP helper throws, as far as it is looked at. */
interface FailedExchange {
	message?: string;
	code?: string;
	status?: number;
	response?: { status: number; headers: IDataObject; data: IN8nHttpFullResponse['body'] };
}

/** What n8n wraps around that. Until 2.35 it loses the rest, and keeps the answer's status or the fault's code. */
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

/** Whether n8n got as far as sending a request; if not, the credential could not be used, or the run was stopped. */
export function wasSent(thrown: unknown): boolean {
	const { response, code } = causeOf(thrown);
	return response !== undefined || (code !== undefined && code !== 'ERR_CANCELED');
}

/** A read has no fate: it changes nothing. */
const noted = <E extends Error>(error: E, fate?: Fate): E =>
	fate === undefined ? error : withFate(error, fate);

/**
 * What an answer that is not 2xx says of a change. Teable's own 503 is a transaction that the database rolled
 * back; one of a proxy may come behind the write, as may any other answer of the 500s.
 */
function fateOfRefused({ path }: Request, { status, code, message }: Refusal): Fate {
	if (status === 408) return 'unknown';
	if (status === 404 && message === LATE_NOT_FOUND && OF_RECORDS.test(path)) return 'unknown';
	if (status < 500 || status === 501) return 'notWritten';
	return status === 503 && code !== '' ? 'notWritten' : 'unknown';
}

/**
 * What the old engine of July 2026 answered to 12 of 120 changes of a file column on a busy machine, after it had
 * carried them out. The node has read the table before it changes a record, so it is there.
 */
const LATE_NOT_FOUND = 'Table not found';

const OF_RECORDS = /^\/table\/\w+\/record(\/|$)/;

function retryOf({ status }: Refusal, isWrite: boolean, fate?: Fate): Retry | undefined {
	if (status === 429 || (status === 503 && fate !== 'unknown')) return 'later';
	return (status === 502 || status === 504) && !isWrite ? 'soon' : undefined;
}

/** n8n's codes when a 401 made it refresh the OAuth token, and Teable refused that. */
const NOT_REFRESHED = new Set(['EAUTH', 'ESTATUS']);

const isWrite = (request: Request) => request.method !== 'GET';

const textOf = (header: unknown) => (header === undefined ? undefined : String(header));
