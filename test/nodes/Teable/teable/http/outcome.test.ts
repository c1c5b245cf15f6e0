import axios from 'axios';
import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { fateOf } from '../../../../../nodes/Teable/fate';
import type { Request } from '../../../../../nodes/Teable/teable/http/outcome';
import { Outcomes } from '../../../../../nodes/Teable/teable/http/outcome';
import { path } from '../../../../../nodes/Teable/teable/http/path';
import type { OtherServer } from '../../../../harness/otherServer';
import { freePort, startOther } from '../../../../harness/otherServer';

const NODE: INode = {
	id: 'teable',
	name: 'Teable',
	type: 'n8n-nodes-teable.teable',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('in n8n before 2.36, which loses the cause of an error, the node', () => {
	let server: OtherServer;

	beforeAll(async () => {
		server = await startOther({
			answer: async ({ url }, reply) => {
				if (url === '/cut') return reply.raw.destroy();
				if (url === '/late') return await reply;
				const status = Number(url.slice(1));
				return await reply.status(status).send({ message: `Error ${status}`, code: 'some_code' });
			},
		});
	});

	afterAll(async () => await server.stop());

	const outcomesFor = (error: Error, method: Request['method']) => {
		const outcomes = new Outcomes(NODE, {
			origin: server.url,
			authentication: 'accessToken',
			token: undefined,
			timeoutSeconds: 1,
			waitSeconds: 0,
		});
		const wrapped = new NodeApiError(NODE, error as never);
		expect(wrapped.cause).toBe(error);
		const lost = new NodeApiError(NODE, error as never);
		Object.defineProperty(lost, 'cause', { value: undefined });
		const request = { method, path: path`/table/${'tblX'}/record` };
		return [wrapped, lost].map((thrown) => {
			const { error: told, retry } = outcomes.unanswered(request, thrown);
			return { retry, fate: fateOf(told), message: told.message, description: told.description };
		});
	};

	it.each([
		['a refusal', async () => `${server.url}/400`],
		['a missing permission', async () => `${server.url}/403`],
		['an unknown ID', async () => `${server.url}/404`],
		['too many requests', async () => `${server.url}/429`],
		['a gateway without an answer', async () => `${server.url}/502`],
		['a connection that was cut', async () => `${server.url}/cut`],
		['a late answer', async () => `${server.url}/late`],
		['a server that does not run', async () => `http://127.0.0.1:${await freePort()}`],
		['an unknown host name', async () => 'http://teable.invalid'],
	])('says the same about %s', async (_what, url) => {
		const error = await axios.get(await url(), { timeout: 300, maxRedirects: 0 }).catch((e) => e);
		for (const method of ['GET', 'POST'] as const) {
			const [kept, lost] = outcomesFor(error, method);
			expect(lost).toEqual(kept);
		}
	});

	it('says why signing in failed', () => {
		const [kept, lost] = outcomesFor(new Error("'Email' or 'Password' is empty."), 'POST');
		expect(lost).toEqual(kept);
		expect(lost.message).toBe("'Email' or 'Password' is empty.");
	});
});
