/* eslint-disable @n8n/community-nodes/no-deprecated-workflow-functions -- n8n's HTTP Request node uses them */
import axios from 'axios';
import type { IDataObject, INodeType, IRequestOptions } from 'n8n-workflow';
import { getCredentialAllowedDomains, NodeConnectionTypes } from 'n8n-workflow';

import { resolved, TYPES } from '../harness/n8n/credentials';
import { runTeable } from '../harness/engine';
import type { OtherServer } from '../harness/otherServer';
import { startOther } from '../harness/otherServer';
import { onEachServer } from '../harness/server';
import { expectNoSecrets, secretsIn } from '../harness/secrets';

const SIGN_IN = '/api/auth/signin';

/** Sends requests as n8n's HTTP Request node does with a predefined credential type. */
const httpRequest: INodeType = {
	description: {
		displayName: 'HTTP Request',
		name: 'httpRequest',
		group: ['output'],
		version: 1,
		description: 'Sends a request per item',
		defaults: {},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: Object.keys(TYPES).map((name) => ({ name })),
		properties: [
			{ displayName: 'Credential Type', name: 'credentialType', type: 'string', default: '' },
		],
	},

	async execute() {
		const node = this.getNode();
		const credentialType = String(node.parameters.credentialType);
		const credentialData = await this.getCredentials(credentialType);
		const allowedDomains = getCredentialAllowedDomains({ node, credentialData });
		const answers = await Promise.all(
			this.getInputData().map(
				async ({ json }) =>
					(await this.helpers.requestWithAuthentication.call(this, credentialType, {
						json: true,
						allowedDomains,
						...json,
					} as IRequestOptions)) as IDataObject,
			),
		);
		return [answers.map((json) => ({ json }))];
	},
};

describe("n8n's HTTP Request node", () => {
	onEachServer((server) => {
		let elsewhere: OtherServer;

		beforeEach(async () => {
			elsewhere = await startOther({ answer: async (_request, reply) => await reply.send({}) });
			await server.signInAs('password');
		});

		afterEach(async () => await elsewhere.stop());

		const send = async (credentialType: string, ...items: IDataObject[]) => {
			const { credentials } = server;
			const before = secretsIn(credentials);
			const output = await runTeable({
				node: httpRequest,
				parameters: { credentialType },
				credentials,
				items,
			});
			expectNoSecrets(output, [...before, ...secretsIn(credentials)]);
			return output;
		};

		const url = (path: string) => `${server.sandbox.url}${path}`;

		it.each(Object.keys(TYPES))('reads with the credential %s', async (type) => {
			const { items, error } = await send(type, { uri: url('/api/auth/user') });
			expect(error?.message).toBeUndefined();
			expect(items[0].json.id).toMatch(/^usr/);
		});

		it.each(['teableApi', 'teableSessionApi'])(
			'says that %s is only for its own server, and sends nothing elsewhere',
			async (type) => {
				const { error } = await send(type, { uri: `${elsewhere.url}/api/auth/user` });
				expect(error?.message).toBe(
					`This credential is for ${server.sandbox.url} only, so it was not sent to ${elsewhere.url}. Use a credential for that server.`,
				);
				expect(elsewhere.requests).toEqual([]);
			},
		);

		it('sends nothing to another host with OAuth2', async () => {
			const { port } = new URL(elsewhere.url);
			const { error } = await send('teableOAuth2Api', { uri: `http://localhost:${port}/api` });
			expect(error?.message).toContain('Only the following domains are allowed: 127.0.0.1');
			expect(elsewhere.requests).toEqual([]);
		});

		it.each(Object.keys(TYPES))('does not send %s along to another server', async (type) => {
			const target = `http://localhost:${new URL(elsewhere.url).port}`;
			const from = await startOther({
				answer: async (_request, reply) => await reply.redirect(target, 307),
			});
			await server.signInAs('cookie');
			server.credentials[type].baseUrl = from.url;
			await send(type, { uri: `${from.url}/api/auth/user`, followRedirect: true });
			await from.stop();
			expect(from.requests).toHaveLength(1);
			for (const { headers } of elsewhere.requests) {
				expect(headers).not.toHaveProperty('authorization');
				expect(headers).not.toHaveProperty('cookie');
			}
		});

		it.each(['teableApi', 'teableSessionApi'])(
			'says if a request with %s has no URL',
			async (type) => {
				const { error } = await send(type, {});
				expect(error?.message).toBe('The request has no URL. Enter one.');
			},
		);

		it('signs in once for many items', async () => {
			const items = Array.from({ length: 10 }, () => ({ uri: url('/api/auth/user') }));
			const { error } = await send('teableSessionApi', ...items);
			expect(error?.message).toBeUndefined();
			expect(server.sandbox.count('POST', SIGN_IN)).toBe(1);
		});

		it('tries a wrong password once, over many items and executions', async () => {
			server.credentials.teableSessionApi.password = 'not this one';
			const items = Array.from({ length: 10 }, () => ({ uri: url('/api/auth/user') }));
			for (let run = 0; run < 3; run++) {
				const { error } = await send('teableSessionApi', ...items);
				expect(error?.message).toContain('Teable does not accept this email and password.');
			}
			expect(server.sandbox.count('POST', SIGN_IN)).toBe(1);
		});

		it('signs in again when the session has ended', async () => {
			await send('teableSessionApi', { uri: url('/api/auth/user') });
			const cookie = String(server.credentials.teableSessionApi.sessionToken).split(' ')[1];
			await axios.post(
				url('/api/auth/signout'),
				{},
				{ headers: { cookie: `auth_session=${cookie}` } },
			);
			const { error } = await send('teableSessionApi', { uri: url('/api/auth/user') });
			expect(error?.message).toBeUndefined();
			expect(server.sandbox.count('POST', SIGN_IN)).toBe(2);
		});

		// n8n treats any failure as an expired session: it signs in, and repeats the request if that returns a
		// session.
		it('sends a change only once if the server fails', async () => {
			await send('teableSessionApi', { uri: url('/api/auth/user') });
			const change = {
				method: 'POST',
				uri: url('/api/table/tblNone/record'),
				body: { records: [] },
			};
			await send('teableSessionApi', change);
			expect(server.sandbox.count('POST', '/api/table/:tableId/record')).toBe(1);
			expect(server.sandbox.count('POST', SIGN_IN)).toBe(1);
		});
	});

	it.each([
		['https://teable.example.com', 'teable.example.com'],
		[' http://Teable.example.com:3000/base/bse1/ ', 'Teable.example.com'],
		['teable.example.com:3000', 'teable.example.com'],
		['http://[::1]:3000/api', '[::1]'],
		['https://me:pw@example.com', ''],
		['https://me@example.com', ''],
		['https://example.org,example.com', ''],
		['ftp://example.com', ''],
		['', ''],
	])('is limited by n8n to the host of the server URL %p with OAuth2', (baseUrl, host) => {
		const { allowedHttpRequestDomains, allowedDomains } = resolved('teableOAuth2Api', { baseUrl });
		expect([allowedHttpRequestDomains, allowedDomains]).toEqual(['domains', host]);
	});

	it.each(Object.entries(TYPES))('offers the credential type %s', (_name, type) => {
		// n8n first copies a type's own properties, then lists those that have `authenticate` or are of its own
		// OAuth2 type.
		const copied = { ...type };
		expect(copied.authenticate ?? copied.extends).toBeDefined();
	});
});
