/** The servers the sandbox can be: Teable 1.10.0 (September 2025) and the July 2026 release. */
export type TeableVersion = '1.10.0' | '2026-07';

export interface SandboxOptions {
	/** The release to behave as. Default `2026-07`. */
	version?: TeableVersion;
	/** The engine of the bases on a 2026 server: `v1` as after an upgrade. Default `v2`; 1.10.0 has only `v1`. */
	engine?: 'v1' | 'v2';
	/** Whether 20 writes in flight hang a v2 server for good, as they do a real one. Default false. */
	hangAt20Writes?: boolean;
	/** 0, the default, takes any free port. The host is always 127.0.0.1. */
	port?: number;
	/** Whether signing in asks for a Turnstile captcha, which no script can answer. */
	captcha?: boolean;
	/** Whether it has what only Teable Cloud and Enterprise have: SQL queries. Default false. */
	cloud?: boolean;
	/** Where n8n's editor is, so that the seeded OAuth app leads back there. Default `http://localhost:5678`. */
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
		/** All scopes and full access; it does not open the `/access-token` routes. */
		full: SandboxToken;
		/** As `full`, with the scope that opens the `/access-token` routes on some forks. */
		integrations: SandboxToken;
		/** Limited to the base "CRM", scopes to read only. */
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
	/** Signs the demo account in and gives the value of the cookie `auth_session`. */
	signIn(): Promise<string>;
	/** Runs an OAuth grant without a browser. Scopes: by default all the app has but `user|integrations`. */
	grantOAuth(
		scopes?: string[],
	): Promise<{ accessToken: string; refreshToken: string; expiresIn: number }>;
	/** Makes coming requests go wrong. */
	inject(fault: Fault): void;
	/** No further request goes wrong; those that a fault delays go on at once. */
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
	/** The pattern, e.g. `/api/access-token/:id`; the path itself where no route matched. */
	route: string;
	url: string;
	/** 0 where the connection was cut before an answer. */
	status: number;
	headers: Record<string, string>;
	body?: unknown;
	/** How many requests were being answered when it came, itself included. */
	inFlight: number;
}

export interface Fault {
	/** Which requests: any where absent. */
	method?: string;
	route?: string;
	/** How many matching requests go wrong. Default 1. */
	times?: number;
	/** How many matching requests pass first. */
	after?: number;
	/**
	 * - `status`: answers `status`, with nothing applied unless `applied` is set
	 * - `delay`: waits `delayMs`, or until the faults are cleared, then goes on
	 * - `delayAfter`: applies the request, then waits likewise before it answers
	 * - `lost`: waits likewise, then cuts the connection with nothing applied
	 * - `resetBefore`: cuts the connection with nothing applied
	 * - `resetAfter`: applies the request, then cuts the connection
	 * - `brokenJson`: applies the request and answers 200 with half of the JSON
	 * - `html`: answers 200 with a web page, with nothing applied unless `applied` is set
	 * - `noFilter`: gives what there is without the filter and the search
	 * - `shortPage`: answers 200 with `rows` records at most, whatever `take` says
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
