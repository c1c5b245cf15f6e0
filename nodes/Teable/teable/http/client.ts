import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { withFate } from '../../fate';
import { limitTo } from '../../limit';
import { cleanToken, idInToken } from './signIn/accessToken';
import { apiError } from './errors';
import { fileAddress } from './files/fileAddress';
import type { IncomingFile, OutgoingFile } from './files/files';
import type { UploadTarget } from './files/fileTransfer';
import { FileTransfer } from './files/fileTransfer';
import { teableOrigin } from './signIn/origin';
import type { Connection, Delivered, Outcome, Request } from './outcome';
import { Outcomes } from './outcome';
import type { Path } from './path';
import type { Recovery } from './recovery';
import { HARMLESS, Recoveries } from './recovery';
import { Retries } from './retry';
import type { TeableContext } from './sender';
import { CREDENTIAL_TYPES, Sender } from './sender';
import type { Authentication } from './types';

/** How to find out whether a change was made. `HARMLESS` if it doesn't matter. */
export type ChangeRecovery<T> = Recovery<T> | typeof HARMLESS;

/** Four parallel reads double the throughput of a small server; more than that starves it. */
export const READS_IN_FLIGHT = 4;

export const DEFAULT_TIMEOUT_SECONDS = 60;

/** How long to wait for Teable. */
export interface Patience {
	/** For the answer to one request. */
	timeoutSeconds: number;
	/** In total, while the server accepts no requests (429, 503). */
	waitSeconds: number;
}

/** What all clients of one execution share: request limits, the sign-in, and cached answers. */
const runOf = (context: TeableContext, connection: Connection) => ({
	reads: limitTo(READS_IN_FLIGHT),
	writes: limitTo(1),
	fetched: new Map<string, Promise<unknown>>(),
	noted: new Set<string>(),
	files: new FileTransfer(context, connection),
	sender: new Sender(context, connection),
	outcomes: new Outcomes(context.getNode(), connection),
	recoveries: new Recoveries(connection.timeoutSeconds),
});

/** The user waits for lists in the editor. */
const IN_EDITOR: Patience = { timeoutSeconds: DEFAULT_TIMEOUT_SECONDS, waitSeconds: 4 };

/**
 * The only place that sends requests to Teable. Writes are sent one at a time and never repeated if Teable may have
 * carried them out. Up to four reads run in parallel, and temporary faults are retried.
 *
 * Every method returns the JSON body of the answer. It throws a NodeApiError whose message tells the user what to do
 * and never contains a secret.
 */
export class TeableClient {
	private constructor(
		private readonly context: TeableContext,
		private readonly connection: Connection,
		private readonly run = runOf(context, connection),
		private readonly windowId?: string,
		/** Whether it refuses to send changes. In a dry run, writing operations return previews instead. */
		readonly isDryRun = false,
	) {}

	/**
	 * @param authentication the value of the node's 'Authentication'
	 * @throws NodeApiError if the credential's server URL is invalid
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

	/**
	 * A client whose changes can be undone by their window ID. In Teable's interface, each browser tab has one. It shares
	 * the limits of this client.
	 */
	inWindow(windowId: string): TeableClient {
		return new TeableClient(this.context, this.connection, this.run, windowId);
	}

	/** A client for a dry run, which must not change anything. */
	forDryRun(): TeableClient {
		return new TeableClient(this.context, this.connection, this.run, undefined, true);
	}

	get authentication(): Authentication {
		return this.connection.authentication;
	}

	/** The ID of the token in the credential; undefined for a session. */
	get ownTokenId(): string | undefined {
		const { token } = this.connection;
		return token === undefined ? undefined : idInToken(token);
	}

	/** The URL of a page in Teable's interface. */
	pageUrl(path: Path): string {
		return `${this.connection.origin}${path}`;
	}

	async get<T>(path: Path, query?: IDataObject): Promise<T> {
		return await this.run.reads(async () => await this.send<T>({ method: 'GET', path, query }));
	}

	/** The headers of the answer to a read, for information that is not in its body. */
	async getHeaders(path: Path, query?: IDataObject): Promise<IDataObject> {
		return await this.run.reads(
			async () => (await this.deliver<unknown>({ method: 'GET', path, query })).headers,
		);
	}

	/** Calls `fetch` once per execution and key, and returns its result every time. Failures are not cached. */
	async once<T>(key: string, fetch: () => Promise<T>): Promise<T> {
		const known = this.run.fetched.get(key) as Promise<T> | undefined;
		if (known) return await known;
		const fetching = fetch();
		this.run.fetched.set(key, fetching);
		fetching.catch(() => this.run.fetched.delete(key));
		return await fetching;
	}

	/** Writes a text to n8n's log, once per execution. */
	note(text: string): void {
		if (this.run.noted.has(text)) return;
		this.run.noted.add(text);
		this.context.logger.info(text);
	}

	async post<T>(path: Path, body: IDataObject, recovery: ChangeRecovery<T>): Promise<T> {
		return await this.change<T>({ method: 'POST', path, body }, recovery);
	}

	async put<T>(
		path: Path,
		body: IDataObject | IDataObject[],
		recovery: ChangeRecovery<T>,
	): Promise<T> {
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

	/**
	 * Sends a request that the user has put together. If the answer to a change is lost, the node cannot find out whether
	 * it was made, so the error says that this is unknown.
	 */
	async call<T>(request: Request): Promise<T> {
		return request.method === 'GET'
			? await this.run.reads(async () => await this.send<T>(request))
			: await this.change<T>(request, {});
	}

	/** Sends a file to the URL that Teable has given for it, without the credential. */
	async upload(target: UploadTarget, file: OutgoingFile): Promise<void> {
		const url = fileAddress(target.url, this.connection.origin);
		this.refuseInDryRun('an upload');
		await this.run.writes(async () => await this.run.files.send(url, target, file));
	}

	/**
	 * The URL from which to download a file of Teable. For files in its own storage, Teable returns its public URL. They
	 * are fetched from the server URL in the credential instead, which n8n can reach.
	 */
	addressOf(presignedUrl: string): string {
		const { href, pathname, search } = fileAddress(presignedUrl, this.connection.origin);
		return pathname.startsWith('/api/attachments/read/')
			? new URL(`${pathname}${search}`, this.connection.origin).href
			: href;
	}

	/**
	 * Opens the file at a URL, without the credential.
	 *
	 * @param size in bytes, if known
	 * @throws Error if it is not an http(s) URL
	 */
	async download(address: string, size?: number): Promise<IncomingFile> {
		const url = fileAddress(address);
		return await this.run.reads(async () => await this.run.files.fetch(url, size));
	}

	private async send<T>(request: Request): Promise<T> {
		return (await this.deliver<T>(request)).body;
	}

	/** Sends a change. `recovery` finds out whether it was made if its answer is lost, so that errors claim only what is known. */
	private async change<T>(request: Request, recovery: ChangeRecovery<T>): Promise<T> {
		this.refuseInDryRun(`${request.method} ${request.path}`);
		try {
			const { windowId } = this;
			const answer = await this.run.writes(
				async () => await this.send<T>({ ...request, windowId }),
			);
			if (recovery === HARMLESS || recovery.fits?.(answer) !== false) return answer;
			throw this.run.outcomes.unfit(request);
		} catch (error) {
			if (recovery === HARMLESS) throw withFate(error as Error, 'notWritten');
			return await this.run.recoveries.recover(error as NodeApiError, recovery);
		}
	}

	/** A safety net: in a dry run, no operation should get as far as sending a change. */
	private refuseInDryRun(what: string): void {
		if (!this.isDryRun) return;
		throw apiError(this.context.getNode(), {
			message: `This is a dry run, so ${what} was not sent. This is a bug in the node. Report it.`,
		});
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
					`Teable does not accept requests at the moment (${answer.error.httpCode}). ${method} ${path} is retried in ${Math.ceil(delay / 1000)} s`,
				);
			}
			await sleep(delay);
		}
	}

	private async attempt<T>(request: Request): Promise<Outcome<T>> {
		try {
			return this.run.outcomes.answered<T>(request, await this.run.sender.send(request));
		} catch (error) {
			return this.run.outcomes.unanswered(request, error);
		}
	}
}
