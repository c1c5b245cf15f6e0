import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeApiError, sleep } from 'n8n-workflow';
import pLimit from 'p-limit';

import { cleanToken, idInToken } from './accessToken';
import type { Authentication, FailedRequest, Refusal } from './errors';
import { UNKNOWN_FATE, apiError, isTlsFault, noAnswerError, refusalError } from './errors';
import { fileAddress } from './fileAddress';
import type { IncomingFile, OutgoingFile, UploadTarget } from './fileTransfer';
import { FileTransfer } from './fileTransfer';
import { teableOrigin } from './origin';
import type { Path } from './path';
import { MAX_RETRIES, retryDelay } from './retry';
import { SignInError } from './signIn';

/** The contexts of n8n in which the node talks to Teable. */
export type TeableContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

const CREDENTIAL_TYPES: Record<Authentication, string> = {
	accessToken: 'teableApi',
	oAuth2: 'teableOAuth2Api',
	session: 'teableSessionApi',
};

/** Four parallel reads double the throughput of a small server; more than that starves it. */
const READS_IN_FLIGHT = 4;

export const DEFAULT_TIMEOUT_SECONDS = 60;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Request {
	method: Method;
	path: Path;
	query?: IDataObject;
	body?: IDataObject;
	/** What the user has to know when it may have been carried out although no answer came. */
	unknownFate?: string;
}

/**
 * The one place that sends requests to Teable. Writes go one after another and are never repeated when
 * Teable may have carried them out; reads go up to four at a time and survive a passing fault.
 *
 * Every method gives the JSON body of the answer and throws NodeApiError with a message a workflow author
 * can act on, never holding a secret.
 */
export class TeableClient {
	private readonly reads = pLimit(READS_IN_FLIGHT);

	private readonly writes = pLimit(1);

	private readonly fetched = new Map<string, Promise<unknown>>();

	private readonly files: FileTransfer;

	/** n8n signs in while it sends a request; several at once would each try the password. */
	private readonly signingIn = pLimit(1);

	/** Whether the session has served a request of this run. */
	private signedIn = false;

	/** What signing in failed with: tried once a run, as each wrong try brings the account nearer to a lock-out. */
	private signInFailure?: unknown;

	private constructor(
		private readonly context: TeableContext,
		readonly authentication: Authentication,
		private readonly origin: string,
		private readonly token: string | undefined,
		private readonly timeoutSeconds: number,
	) {
		this.files = new FileTransfer(context, timeoutSeconds);
	}

	/**
	 * @param authentication the value of the node's 'Authentication'
	 * @param timeoutSeconds how long one request may take
	 * @throws NodeApiError when the credential's base URL cannot be used
	 */
	static async connect(
		context: TeableContext,
		authentication: Authentication,
		timeoutSeconds = DEFAULT_TIMEOUT_SECONDS,
	): Promise<TeableClient> {
		const credential = await context.getCredentials(CREDENTIAL_TYPES[authentication]);
		const { oauthTokenData } = credential as { oauthTokenData?: { access_token?: unknown } };
		const tokens: Record<Authentication, string | undefined> = {
			accessToken: cleanToken(credential.accessToken),
			oAuth2: cleanToken(oauthTokenData?.access_token),
			session: undefined,
		};
		try {
			const origin = teableOrigin(credential.baseUrl);
			return new TeableClient(
				context,
				authentication,
				origin,
				tokens[authentication],
				timeoutSeconds,
			);
		} catch (error) {
			throw apiError(context.getNode(), { message: (error as Error).message });
		}
	}

	/** The ID of the token the node is signed in with; undefined for a session. */
	get ownTokenId(): string | undefined {
		return this.token === undefined ? undefined : idInToken(this.token);
	}

	/** The address of a page of Teable's own interface. */
	pageUrl(path: Path): string {
		return `${this.origin}${path}`;
	}

	async get<T>(path: Path, query?: IDataObject): Promise<T> {
		return await this.reads(async () => await this.send<T>({ method: 'GET', path, query }));
	}

	/** The headers of the answer to a read, for what stands in no body. */
	async getHeaders(path: Path, query?: IDataObject): Promise<IDataObject> {
		return await this.reads(
			async () => (await this.deliver<unknown>({ method: 'GET', path, query })).headers,
		);
	}

	/** Gives what `fetch` gave the first time in this run; a failure is not kept. */
	async once<T>(key: string, fetch: () => Promise<T>): Promise<T> {
		const known = this.fetched.get(key) as Promise<T> | undefined;
		if (known) return await known;
		const fetching = fetch();
		this.fetched.set(key, fetching);
		fetching.catch(() => this.fetched.delete(key));
		return await fetching;
	}

	async post<T>(path: Path, body: IDataObject, unknownFate?: string): Promise<T> {
		return await this.writes(
			async () => await this.send<T>({ method: 'POST', path, body, unknownFate }),
		);
	}

	async put<T>(path: Path, body: IDataObject): Promise<T> {
		return await this.writes(async () => await this.send<T>({ method: 'PUT', path, body }));
	}

	async patch<T>(path: Path, body: IDataObject): Promise<T> {
		return await this.writes(async () => await this.send<T>({ method: 'PATCH', path, body }));
	}

	async delete<T = void>(path: Path, query?: IDataObject): Promise<T> {
		return await this.writes(async () => await this.send<T>({ method: 'DELETE', path, query }));
	}

	/** Sends the bytes of a file to where Teable wants them, without the credential. */
	async upload(target: UploadTarget, file: OutgoingFile): Promise<void> {
		const url = fileAddress(target.url, this.origin);
		await this.writes(async () => await this.files.send(url, target, file));
	}

	/**
	 * Opens a file at a web address, without the credential. Teable puts its public address before the
	 * files of its own storage; they are fetched from the address in the credential, which n8n can reach.
	 *
	 * @param size in bytes, where it is known before
	 * @throws Error when it is no web address
	 */
	async download(address: string, size?: number): Promise<IncomingFile> {
		const given = fileAddress(address, this.origin);
		const url = given.pathname.startsWith('/api/attachments/read/')
			? new URL(`${given.pathname}${given.search}`, this.origin)
			: given;
		return await this.reads(async () => await this.files.fetch(url, size));
	}

	private async send<T>(request: Request): Promise<T> {
		return (await this.deliver<T>(request)).body;
	}

	private async deliver<T>(request: Request): Promise<Delivered<T>> {
		for (let retries = 0; ; retries++) {
			const answer = await this.attempt<T>(request);
			if ('body' in answer) return answer;
			if (!answer.passing || retries === MAX_RETRIES) throw answer.error;
			await sleep(retryDelay(retries, answer.retryAfter));
		}
	}

	/** One request: the body, or the error and whether sending it again is both safe and of use. */
	private async attempt<T>(request: Request): Promise<Answer<T>> {
		try {
			const response = await this.exchange(request);
			if (response.statusCode >= 200 && response.statusCode < 300) {
				return this.read<T>(request, response);
			}
			return this.refused(request, response);
		} catch (error) {
			return this.unanswered(request, error);
		}
	}

	private async exchange(request: Request): Promise<IN8nHttpFullResponse> {
		if (this.authentication !== 'session') return await this.request(request, true);
		if (this.signedIn) {
			const response = await this.request(request, false);
			if (response.statusCode !== 401) return response;
		}
		return await this.signingIn(async () => {
			if (this.signInFailure) throw this.signInFailure;
			const sending = this.request(request, true);
			sending.then(
				() => (this.signedIn = true),
				(error) => {
					if (causeOf(error) instanceof SignInError) this.signInFailure = error;
				},
			);
			return await sending;
		});
	}

	/** @param renew whether n8n, on a 401, signs in again or refreshes the OAuth token: only when it is thrown */
	private async request(
		{ method, path, query, body }: Request,
		renew: boolean,
	): Promise<IN8nHttpFullResponse> {
		const options: IHttpRequestOptions = {
			method,
			url: `${this.origin}/api${path}`,
			qs: query,
			arrayFormat: 'brackets',
			body,
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: { ignore: true, except: renew ? [401] : [] },
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			timeout: this.timeoutSeconds * 1000,
		};
		return (await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			CREDENTIAL_TYPES[this.authentication],
			options,
		)) as IN8nHttpFullResponse;
	}

	/** Teable answers JSON, or nothing at all (a delete). */
	private read<T>(request: Request, { body, headers }: IN8nHttpFullResponse): Answer<T> {
		if (typeof body !== 'string' || body === '') return { body: body as T, headers };
		const html = String(headers['content-type']).includes('text/html');
		return {
			error: noAnswerError(this.context.getNode(), this.failed(request, !html), { html }),
			passing: !html && !isWrite(request),
		};
	}

	private refused(request: Request, response: RefusedResponse): Answer<never> {
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
		const gatewayFailed = status === 502 || status === 504;
		return {
			error: refusalError(this.context.getNode(), this.failed(request, gatewayFailed), refusal),
			passing: status === 429 || status === 503 || (gatewayFailed && !isWrite(request)),
			retryAfter: textOf(headers['retry-after']),
		};
	}

	private unanswered(request: Request, thrown: unknown): Answer<never> {
		const cause = causeOf(thrown);
		const { response, code } = cause;
		if (response) {
			return this.refused(request, {
				statusCode: response.status,
				headers: response.headers,
				body: response.data,
			});
		}
		if (cause instanceof SignInError) {
			const { message } = cause;
			return { error: apiError(this.context.getNode(), { message }), passing: false };
		}
		if (code !== undefined && NOT_REFRESHED.has(code)) {
			const statusCode = (cause.status ?? 401) < 500 ? 401 : 503;
			return this.refused(request, { statusCode, headers: {}, body: undefined });
		}
		if (code === undefined || code === 'ERR_CANCELED') {
			return { error: this.notSentError(String(cause.message)), passing: false };
		}
		const timedOut = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
		const sent = !UNREACHED.has(code) && !isTlsFault(code);
		return {
			error: noAnswerError(this.context.getNode(), this.failed(request, sent), {
				code,
				timeoutSeconds: timedOut ? this.timeoutSeconds : undefined,
			}),
			passing: sent ? !isWrite(request) : code !== 'ENOTFOUND' && !isTlsFault(code),
		};
	}

	/** The credential itself could not be used, or the run was stopped. */
	private notSentError(reason: string): NodeApiError {
		const text = this.redact(reason);
		return apiError(this.context.getNode(), {
			message:
				this.authentication === 'oAuth2'
					? `The OAuth connection cannot be used: ${text}. Open the credential and connect the account.`
					: text,
		});
	}

	private failed(request: Request, mayHaveBeenApplied: boolean): FailedRequest {
		return {
			method: request.method,
			path: request.path,
			origin: this.origin,
			authentication: this.authentication,
			token: this.token,
			unknownFate:
				mayHaveBeenApplied && isWrite(request) ? (request.unknownFate ?? UNKNOWN_FATE) : undefined,
		};
	}

	private redact(text: string): string {
		return this.token ? text.replaceAll(this.token, '[token]') : text;
	}
}

interface Delivered<T> {
	body: T;
	headers: IDataObject;
}

type Answer<T> = Delivered<T> | { error: NodeApiError; passing: boolean; retryAfter?: string };

type RefusedResponse = Pick<IN8nHttpFullResponse, 'statusCode' | 'headers' | 'body'>;

/** What n8n's HTTP helper throws, as far as it is looked at. */
interface FailedExchange {
	message?: string;
	code?: string;
	status?: number;
	response?: { status: number; headers: IDataObject; data: IN8nHttpFullResponse['body'] };
}

/** n8n wraps what went wrong. */
const causeOf = (thrown: unknown) =>
	(thrown as { cause?: FailedExchange }).cause ?? (thrown as FailedExchange);

/** n8n's codes when a 401 made it refresh the OAuth token, and Teable refused that. */
const NOT_REFRESHED = new Set(['EAUTH', 'ESTATUS']);

/** Faults in which no request reached a server, so that even a write was certainly not carried out. */
const UNREACHED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

const isWrite = (request: Request) => request.method !== 'GET';

const textOf = (header: unknown) => (header === undefined ? undefined : String(header));
