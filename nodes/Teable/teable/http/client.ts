import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	NodeApiError,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { withFate } from '../../fate';
import { limitTo } from '../../limit';
import { cleanToken, idInToken } from './accessToken';
import { apiError } from './errors';
import { fileAddress } from './fileAddress';
import type { IncomingFile, OutgoingFile, UploadTarget } from './fileTransfer';
import { FileTransfer } from './fileTransfer';
import { teableOrigin } from './origin';
import type { Connection, Delivered, Outcome, Request } from './outcome';
import { Outcomes, wasSent } from './outcome';
import type { Path } from './path';
import type { Recovery } from './recovery';
import { HARMLESS, Recoveries } from './recovery';
import { Retries } from './retry';
import type { Authentication } from './types';

/** How to find out what became of a change; none is needed where that concerns nobody. */
export type ChangeRecovery<T> = Recovery<T> | typeof HARMLESS;

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

/** How long one request may take. */
export interface Patience {
	/** How long to wait for the answer. */
	timeoutSeconds: number;
	/** How long to wait in all for a server that takes no requests for now. */
	waitSeconds: number;
}

/** A person waits for the lists of the editor. */
const IN_EDITOR: Patience = { timeoutSeconds: DEFAULT_TIMEOUT_SECONDS, waitSeconds: 4 };

/**
 * The one place that sends requests to Teable. Writes go one after another and are never repeated when
 * Teable may have carried them out; reads go up to four at a time and survive a passing fault.
 *
 * Every method gives the JSON body of the answer and throws NodeApiError with a message a workflow author
 * can act on, never holding a secret.
 */
export class TeableClient {
	private readonly reads = limitTo(READS_IN_FLIGHT);

	private readonly writes = limitTo(1);

	private readonly fetched = new Map<string, Promise<unknown>>();

	private readonly files: FileTransfer;

	/** n8n signs in while it sends a request; several at once would each try the password. */
	private readonly signingIn = limitTo(1);

	/** Whether the session has served a request of this run. */
	private signedIn = false;

	/** What signing in failed with: tried once a run, as each wrong try brings the account nearer to a lock-out. */
	private signInFailure?: unknown;

	private readonly outcomes: Outcomes;

	private readonly recoveries: Recoveries;

	private constructor(
		private readonly context: TeableContext,
		private readonly connection: Connection,
	) {
		this.files = new FileTransfer(context, connection);
		this.outcomes = new Outcomes(context.getNode(), connection);
		this.recoveries = new Recoveries(connection.timeoutSeconds);
	}

	/**
	 * @param authentication the value of the node's 'Authentication'
	 * @throws NodeApiError when the credential's base URL cannot be used
	 */
	static async connect(
		context: TeableContext,
		authentication: Authentication,
		patience = IN_EDITOR,
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
			const token = tokens[authentication];
			return new TeableClient(context, { origin, authentication, token, ...patience });
		} catch (error) {
			throw apiError(context.getNode(), { message: (error as Error).message });
		}
	}

	get authentication(): Authentication {
		return this.connection.authentication;
	}

	/** The ID of the token the node is signed in with; undefined for a session. */
	get ownTokenId(): string | undefined {
		const { token } = this.connection;
		return token === undefined ? undefined : idInToken(token);
	}

	/** The address of a page of Teable's own interface. */
	pageUrl(path: Path): string {
		return `${this.connection.origin}${path}`;
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

	async post<T>(path: Path, body: IDataObject, recovery: ChangeRecovery<T>): Promise<T> {
		return await this.change<T>({ method: 'POST', path, body }, recovery);
	}

	async put<T>(path: Path, body: IDataObject, recovery: ChangeRecovery<T>): Promise<T> {
		return await this.change<T>({ method: 'PUT', path, body }, recovery);
	}

	async patch<T>(path: Path, body: IDataObject, recovery: ChangeRecovery<T>): Promise<T> {
		return await this.change<T>({ method: 'PATCH', path, body }, recovery);
	}

	async delete<T>(
		path: Path,
		query: IDataObject | undefined,
		recovery: ChangeRecovery<T>,
	): Promise<T> {
		return await this.change<T>({ method: 'DELETE', path, query }, recovery);
	}

	/** Sends the bytes of a file to where Teable wants them, without the credential. */
	async upload(target: UploadTarget, file: OutgoingFile): Promise<void> {
		const url = fileAddress(target.url, this.connection.origin);
		await this.writes(async () => await this.files.send(url, target, file));
	}

	/**
	 * Where a file is that Teable gives this address of. Teable puts its public address before the files of
	 * its own storage; they are fetched from the address in the credential, which n8n can reach.
	 */
	addressOf(presignedUrl: string): string {
		const { href, pathname, search } = fileAddress(presignedUrl, this.connection.origin);
		return pathname.startsWith('/api/attachments/read/')
			? new URL(`${pathname}${search}`, this.connection.origin).href
			: href;
	}

	/**
	 * Opens a file at a web address, without the credential.
	 *
	 * @param size in bytes, where it is known before
	 * @throws Error when it is no web address
	 */
	async download(address: string, size?: number): Promise<IncomingFile> {
		const url = fileAddress(address);
		return await this.reads(async () => await this.files.fetch(url, size));
	}

	private async send<T>(request: Request): Promise<T> {
		return (await this.deliver<T>(request)).body;
	}

	/** Each change comes with the way to find out what became of it: its error then says so, and no more. */
	private async change<T>(request: Request, recovery: ChangeRecovery<T>): Promise<T> {
		try {
			const answer = await this.writes(async () => await this.send<T>(request));
			if (recovery === HARMLESS || recovery.fits?.(answer) !== false) return answer;
			throw this.outcomes.unfit(request);
		} catch (error) {
			if (recovery === HARMLESS) throw withFate(error as Error, 'notWritten');
			return await this.recoveries.recover(error as NodeApiError, recovery);
		}
	}

	private async deliver<T>(request: Request): Promise<Delivered<T>> {
		const retries = new Retries(this.connection.waitSeconds);
		for (;;) {
			const answer = await this.attempt<T>(request);
			if ('body' in answer) return answer;
			const delay = retries.next(answer.retry, answer.retryAfter);
			if (delay === undefined) throw answer.error;
			if (answer.retry === 'later') {
				const { method, path } = request;
				this.context.logger.info(
					`Teable takes no requests for now (${answer.error.httpCode}): ${method} ${path} is sent again in ${Math.ceil(delay / 1000)} s`,
				);
			}
			await sleep(delay);
		}
	}

	private async attempt<T>(request: Request): Promise<Outcome<T>> {
		try {
			return this.outcomes.answered<T>(request, await this.exchange(request));
		} catch (error) {
			return this.outcomes.unanswered(request, error);
		}
	}

	private async exchange(request: Request): Promise<IN8nHttpFullResponse> {
		if (this.authentication !== 'session') return await this.renewing(request);
		if (this.signedIn) {
			const response = await this.request(request);
			if (response.statusCode !== 401) return response;
		}
		return await this.signingIn(async () => {
			if (this.signInFailure) throw this.signInFailure;
			const sending = this.renewing(request);
			sending.then(
				() => (this.signedIn = true),
				(error) => {
					if (!wasSent(error)) this.signInFailure = error;
				},
			);
			return await sending;
		});
	}

	/**
	 * n8n signs in again, or refreshes the OAuth token, and sends the request again when a 401 is thrown. Only
	 * then may it throw: until 2.35, little of an answer is left in what n8n throws.
	 */
	private async renewing(request: Request): Promise<IN8nHttpFullResponse> {
		const response = await this.request(request);
		if (response.statusCode !== 401 || this.authentication === 'accessToken') return response;
		return await this.request(request, { throwing: true });
	}

	private async request(
		{ method, path, query, body }: Request,
		{ throwing } = { throwing: false },
	): Promise<IN8nHttpFullResponse> {
		const options: IHttpRequestOptions = {
			method,
			url: `${this.connection.origin}/api${path}`,
			qs: query,
			arrayFormat: 'brackets',
			body,
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: !throwing,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			timeout: this.connection.timeoutSeconds * 1000,
		};
		return (await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			CREDENTIAL_TYPES[this.authentication],
			options,
		)) as IN8nHttpFullResponse;
	}
}
