/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- looks into all that Node can show of a value, and listens to what is logged */
import { inspect } from 'node:util';

import type { INodeExecutionData } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';

import type { CredentialStore } from './n8n/credentials';

const logged: string[] = [];

const listener = (...parts: unknown[]) => void logged.push(everythingIn(parts));

/**
 * Records everything that is logged or printed from now on, including debug logs, without printing it, because most
 * tests provoke failures. n8n's own logger writes to `console._stdout`.
 */
export function listenToLogs() {
	process.env.N8N_LOG_LEVEL = 'debug';
	LoggerProxy.init({ debug: listener, info: listener, warn: listener, error: listener });
	for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const) {
		jest.spyOn(console, level).mockImplementation(listener);
	}
	for (const stream of ['_stdout', '_stderr'] as const) {
		jest.replaceProperty(console as unknown as Streams, stream, { write: listener });
	}
}

/** Everything that was logged or printed since the last call. */
export const takeLogs = (): string => logged.splice(0).join('\n');

type Streams = Record<'_stdout' | '_stderr', { write: typeof listener }>;

/** Everything in a value: properties of errors, causes, stacks, hidden properties, as JSON too. */
export function everythingIn(value: unknown): string {
	const inspected = inspect(value, {
		showHidden: true,
		depth: Infinity,
		maxArrayLength: null,
		maxStringLength: null,
		breakLength: Infinity,
	});
	return `${inspected}\n${asJson(value)}`;
}

/** Like JSON.stringify, but includes errors and handles circular references. */
function asJson(value: unknown): string {
	const seen = new Set<unknown>();
	return JSON.stringify(value, (_key, part: unknown) => {
		if (typeof part !== 'object' || part === null) return part;
		if (seen.has(part)) return undefined;
		seen.add(part);
		if (!(part instanceof Error)) return part;
		const { name, message, stack, cause } = part;
		return { ...part, name, message, stack, cause };
	});
}

/** What must not appear: the values themselves, encoded for a URL, and the tokens without their ID. */
const formsOf = (secret: string) => [
	secret,
	encodeURIComponent(secret),
	...(/^teable_acc[A-Za-z0-9]{16}_(.{20,})$/.exec(secret)?.slice(1) ?? []),
];

/** The secret values in a credential store. */
export function secretsIn(store: CredentialStore): string[] {
	const { teableApi, teableSessionApi, teableOAuth2Api } = store;
	const { oauthTokenData } = teableOAuth2Api as { oauthTokenData?: Record<string, unknown> };
	return [
		teableApi.accessToken,
		teableSessionApi.password,
		teableSessionApi.cookieSecret,
		// The session after the fingerprint of the account it belongs to.
		String(teableSessionApi.sessionToken ?? '')
			.split(' ')
			.pop(),
		teableOAuth2Api.clientSecret,
		oauthTokenData?.access_token,
		oauthTokenData?.refresh_token,
	].flatMap((value) => (typeof value === 'string' && value.length > 8 ? [value] : []));
}

/** Fails if the value contains one of the secrets, or if one was logged since the last call. */
export function expectNoSecrets(value: unknown, secrets: string[]) {
	const text = `${everythingIn(value)}\n${takeLogs()}`;
	const found = secrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)));
	expect(found).toEqual([]);
}

/**
 * Removes the new secrets from the output of Create and Rotate while `look` runs, and returns them: they belong only
 * in `token`.
 */
export function withoutNewSecrets(items: INodeExecutionData[], look: (secrets: string[]) => void) {
	const withToken = items.filter(({ json }) => typeof json.token === 'string');
	const secrets = withToken.map(({ json }) => String(json.token));
	withToken.forEach(({ json }) => delete json.token);
	look(secrets);
	withToken.forEach(({ json }, index) => (json.token = secrets[index]));
}
