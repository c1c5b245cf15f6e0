/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox is a Node server, no part of the node */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Sandbox, SandboxOptions } from './contract';
import { Faults } from './server/faults';
import { INTEGRATIONS, OAUTH_SCOPES } from './scopes';
import { seed } from './seed/seed';
import { appFor, serverOf } from './server/server';
import { State } from './state';
import { openSession } from './teable/account/accounts';
import { allow, checkAuthorize, exchangeCode } from './teable/account/oauth';
import type { World } from './server/world';

export type {
	Fault,
	ReceivedRequest,
	Sandbox,
	SandboxOptions,
	SandboxToken,
	TeableVersion,
} from './contract';

/**
 * Starts an in-memory server that is compatible with Teable, with a demo account.
 * @throws if the port is in use
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const {
		version = '2026-07',
		engine = 'v2',
		port = 0,
		captcha = false,
		cloud = false,
		hangAt20Writes = false,
		n8nUrl = 'http://localhost:5678',
		now = () => new Date(),
	} = options;
	const state = new State(version, version === '1.10.0' ? 'v1' : engine, now, captcha);
	const world: World = {
		...{ state, faults: new Faults(), requests: [], inFlight: 0, misfits: [] },
		hang: hangAt20Writes ? { writes: 0, hangs: false } : undefined,
	};
	const { faults, requests, misfits } = world;
	const server = serverOf(await appFor({ version, cloud }), world);
	server.listen({ host: '127.0.0.1', port });
	await once(server, 'listening');
	state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const seeded = seed(state, n8nUrl);
	const user = state.users.get(seeded.account.userId)!;

	const defaultScopes = OAUTH_SCOPES[version].filter((scope) => scope !== INTEGRATIONS);

	return {
		...seeded,
		url: state.url,
		version,
		requests,
		async signIn() {
			return await Promise.resolve(openSession(state, user));
		},
		async grantOAuth(scopes = defaultScopes) {
			const { clientId, redirectUri } = seeded.oauth;
			const query = { client_id: clientId, redirect_uri: redirectUri, scope: scopes.join(' ') };
			const redirected = new URL(allow(state, checkAuthorize(state, user, query)));
			const client = state.oauthClients.get(clientId)!;
			const tokens = exchangeCode(state, client, redirected.searchParams.get('code') ?? '');
			return await Promise.resolve({
				accessToken: tokens.access_token,
				refreshToken: tokens.refresh_token,
				expiresIn: tokens.expires_in,
			});
		},
		inject: (fault) => faults.inject(fault),
		clearFaults: () => faults.clear(),
		count: (method, route) =>
			requests.filter((request) => request.method === method && request.route === route).length,
		resetRequests: () => void requests.splice(0),
		async stop() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
			if (misfits.length > 0) throw new Error(misfits.join('\n'));
		},
	};
}
