/** The servers that the sandbox can simulate: Teable 1.10.0 (September 2025) and the July 2026 release. */
export type TeableVersion = '1.10.0' | '2026-07';

export interface SandboxOptions {
	/** The release to simulate. Default `2026-07`. */
	version?: TeableVersion;
	/**
	 * The engine of the bases on a 2026 server; `v1` is the old engine, as after an upgrade. Default `v2`. 1.10.0 has
	 * only `v1`.
	 */
	engine?: 'v1' | 'v2';
	/** Whether 20 simultaneous writes hang a v2 server permanently, like a real one. Default false. */
	hangAt20Writes?: boolean;
	/** 0, the default, takes any free port. The host is always 127.0.0.1. */
	port?: number;
	/** Whether signing in asks for a Turnstile captcha, which no script can answer. */
	captcha?: boolean;
	/** Whether it has SQL queries, which only Teable Cloud and Enterprise have. Default false. */
	cloud?: boolean;
	/** The URL of n8n's editor, to which the seeded OAuth app redirects. Default `http://localhost:5678`. */
	n8nUrl?: string;
	/** The server's clock. */
	now?: () => Date;
}

export interface SandboxToken {
	id: string;
	token: string;
	name: string;
}

export interface Sandbox {
	/** `http://127.0.0.1:<port>` */
	url: string;
	version: TeableVersion;
	account: { email: string; password: string; userId: string };
	/** Access tokens of the demo account. */
	tokens: {
		/** All scopes and full access, but no access to the `/access-token` routes. */
		full: SandboxToken;
		/** Like `full`, with the scope for the `/access-token` routes on some forks. */
		integrations: SandboxToken;
		/** Limited to the base "CRM", with read scopes only. */
		oneBase: SandboxToken;
		/** Expires in 5 days. */
		expiring: SandboxToken;
		/** Expired 3 days ago. */
		expired: SandboxToken;
		/** Expires on 2099-12-31, which is Teable's "permanent". */
		permanent: SandboxToken;
		/** Valid, and never used. */
		neverUsed: SandboxToken;
	};
	/** An OAuth app, registered for the n8n at `n8nUrl`. */
	oauth: { clientId: string; clientSecret: string; redirectUri: string };
	/** Signs in the demo account and returns the value of the cookie `auth_session`. */
	signIn(): Promise<string>;
	/** Runs an OAuth grant without a browser. Default scopes: all of the app except `user|integrations`. */
	grantOAuth(
		scopes?: string[],
	): Promise<{ accessToken: string; refreshToken: string; expiresIn: number }>;
	/** Makes later requests fail. */
	inject(fault: Fault): void;
	/** Lets all requests succeed again. Requests delayed by a fault continue at once. */
	clearFaults(): void;
	/** Every request received, in order. */
	requests: ReceivedRequest[];
	/** How many requests a route received, e.g. `count('GET', '/api/access-token/:id')`. */
	count(method: string, route: string): number;
	resetRequests(): void;
	/** Stops the server. Throws if an answer did not fit Teable's published schema. */
	stop(): Promise<void>;
}

export interface ReceivedRequest {
	method: string;
	/** The pattern, e.g. `/api/access-token/:id`; the path itself if no route matched. */
	route: string;
	url: string;
	/** 0 if the connection was cut before an answer. */
	status: number;
	headers: Record<string, string>;
	body?: unknown;
	/** How many requests were being answered when it arrived, including itself. */
	inFlight: number;
}

export interface Fault {
	/** Which requests; any if missing. */
	method?: string;
	route?: string;
	/** How many matching requests fail. Default 1. */
	times?: number;
	/** How many matching requests succeed first. */
	after?: number;
	/**
	 * - `status`: answers `status`; the request is applied only if `applied` is set
	 * - `delay`: waits `delayMs`, or until the faults are cleared, then continues
	 * - `delayAfter`: applies the request, then waits in the same way before it answers
	 * - `lost`: waits in the same way, then cuts the connection; the request isn't applied
	 * - `resetBefore`: cuts the connection; the request isn't applied
	 * - `resetAfter`: applies the request, then cuts the connection
	 * - `brokenJson`: applies the request and answers 200 with half of the JSON
	 * - `html`: answers 200 with a web page; the request is applied only if `applied` is set
	 * - `noFilter`: ignores the filter and the search
	 * - `shortPage`: answers 200 with at most `rows` records, whatever `take` says
	 */
	kind:
		| 'status'
		| 'delay'
		| 'delayAfter'
		| 'lost'
		| 'resetBefore'
		| 'resetAfter'
		| 'brokenJson'
		| 'html'
		| 'shortPage'
		| 'noFilter';
	status?: number;
	/** The header `Retry-After`, seconds or a date. */
	retryAfter?: string;
	body?: unknown;
	applied?: boolean;
	delayMs?: number;
	rows?: number;
}
