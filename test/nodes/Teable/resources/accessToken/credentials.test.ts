import { omit } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../../sandbox';
import type { Caller } from '../../../../harness/server';
import { byId, onEachServer } from '../../../../harness/server';

const IN_30_DAYS = { expires: 'inDays', expiresInDays: 30 };

const OPERATIONS: Array<[string, (tokens: Sandbox['tokens']) => INodeParameters]> = [
	['get', ({ full }) => byId(full.id)],
	['getAll', () => ({ returnAll: true })],
	['checkExpiry', () => ({})],
	['create', () => ({ name: 'New', scopes: ['record|read'], ...IN_30_DAYS })],
	['update', ({ full }) => ({ ...byId(full.id), name: 'Renamed' })],
	['rotate', ({ expiring }) => ({ ...byId(expiring.id), ...IN_30_DAYS })],
	['delete', ({ neverUsed }) => byId(neverUsed.id)],
];

const CALLERS: Array<[string, Caller]> = [
	['a session by password', 'password'],
	['a session by a pasted cookie', 'cookie'],
	['an access token that the server accepts', 'integrationsToken'],
	['an OAuth connection with user|integrations', 'integrationsOAuth'],
	['an access token', 'plainToken'],
	['an OAuth connection', 'plainOAuth'],
];

const USE_A_SESSION =
	"This Teable server lets only a signed-in session read or change access tokens. Choose a credential of the type Teable Session API ('Authentication': Session).";

describe.each(OPERATIONS)('the operation %s', (operation, parametersFor) => {
	onEachServer((server) => {
		it.each(CALLERS)('works with %s, or says to use a session', async (_name, caller) => {
			await server.signInAs(caller);
			const parameters = parametersFor(server.sandbox.tokens);
			if (server.letsIn) {
				expect(await server.output(operation, parameters)).not.toEqual([]);
			} else {
				expect(await server.failure(operation, parameters)).toBe(USE_A_SESSION);
			}
		});
	});
});

describe('the type of credential', () => {
	onEachServer((server) => {
		it('makes no difference to what is read', async () => {
			const outputs = [];
			for (const caller of ['password', 'cookie', 'integrationsToken'] as const) {
				await server.signInAs(caller);
				const tokens = await server.output('getAll', { returnAll: true });
				outputs.push(tokens.map((token) => omit(token, 'lastUsedTime')));
			}
			expect(outputs[1]).toEqual(outputs[0]);
			expect(outputs[2]).toEqual(outputs[0]);
		});

		it('is explained: some servers accept a token with user|integrations', async () => {
			await server.signInAs('plainToken');
			const { error } = await server.run('getAll');
			expect(error?.description).toBe(
				'Teable refuses access tokens and OAuth for this, whatever their scopes. Some servers accept a token with the scope user|integrations.',
			);
			expect(error?.messages?.[0]).toContain('GET /access-token was answered 403');
			expect(error?.httpCode).toBe('403');
		});
	});
});
