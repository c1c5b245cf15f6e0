import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { limitTo } from '../../limit';
import type { FileStream } from './files/files';
import { arriving, endingLate, secondsFor } from './files/files';
import type { Connection, Request } from './outcome';
import { wasSent } from './outcome';
import type { Authentication } from './types';

/** The contexts of n8n in which the node sends requests. */
export type TeableContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

export const CREDENTIAL_TYPES: Record<Authentication, string> = {
	accessToken: 'teableApi',
	oAuth2: 'teableOAuth2Api',
	session: 'teableSessionApi',
};

/** Sends single requests with the credential. For a session credential, it also signs in. */
export class Sender {
	/** n8n signs in while it sends a request. Parallel requests would each try the password. */
	private readonly signingIn = limitTo(1);

	/** Whether a request of this execution has succeeded with the session. */
	private signedIn = false;

	/** Why signing in failed. It is tried once per execution, because Teable locks accounts after several wrong passwords. */
	private signInFailure?: unknown;

	constructor(
		private readonly context: TeableContext,
		private readonly connection: Connection,
	) {}

	/** Returns the answer, whatever its status. @throws what n8n's HTTP helper throws if there is none */
	async send(request: Request): Promise<IN8nHttpFullResponse> {
		if (this.connection.authentication !== 'session') return await this.renewing(request);
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
	 * If a 401 is thrown, n8n signs in again or refreshes the OAuth token, then repeats the request. Other statuses must
	 * not throw, because n8n's error keeps little of the answer up to 2.35.
	 */
	private async renewing(request: Request): Promise<IN8nHttpFullResponse> {
		const response = await this.request(request);
		const { authentication } = this.connection;
		if (response.statusCode !== 401 || authentication === 'accessToken') return response;
		return await this.request(request, { throwing: true });
	}

	private async request(
		request: Request,
		{ throwing } = { throwing: false },
	): Promise<IN8nHttpFullResponse> {
		const { method, path, query, body, file, asFile } = request;
		const { origin, authentication, timeoutSeconds } = this.connection;
		const given = new AbortController();
		const options: IHttpRequestOptions = {
			method,
			url: `${origin}/api${path}`,
			qs: query,
			arrayFormat: 'brackets',
			headers: headersOf(request),
			body: file ? await file.open() : body,
			json: true,
			...(asFile && { encoding: 'stream', abortSignal: given.signal }),
			returnFullResponse: true,
			ignoreHttpStatusErrors: !throwing,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			timeout: secondsFor(timeoutSeconds, file?.size) * 1000,
		};
		const response = (await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			CREDENTIAL_TYPES[authentication],
			options,
		)) as IN8nHttpFullResponse;
		if (!asFile) return response;
		const incoming = arriving(response, new URL(options.url));
		const { content } = endingLate(incoming, secondsFor(timeoutSeconds, incoming.size), given);
		const isGood = response.statusCode >= 200 && response.statusCode < 300;
		return {
			...response,
			body: (isGood ? incoming : await jsonIn(content)) as typeof response.body,
		};
	}
}

function headersOf({ file, windowId }: Request): IDataObject {
	return {
		...(file && { 'Content-Type': file.mimeType, 'Content-Length': file.size }),
		...(windowId !== undefined && { 'X-Window-Id': windowId }),
	};
}

/** The body of an answer that is not the file; as text if it is not JSON. */
async function jsonIn(content: FileStream): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of content) chunks.push(Buffer.from(chunk as Uint8Array));
	const text = Buffer.concat(chunks).toString();
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
