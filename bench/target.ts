/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, outside n8n, and starts its server */
import axios, { type AxiosInstance } from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import path from 'node:path';
import { failWithoutRequest } from '../test/harness/bareErrors';

/** Sends a request to a path below `/api` and returns the records of the answer. */
export type Send = (
	method: 'GET' | 'POST',
	url: string,
	body?: object,
) => Promise<Array<IDataObject & { id: string }>>;

export interface BenchTable {
	id: string;
	fields: Record<'Name' | 'Amount' | 'Notes', string>;
}

/** A server to measure against. */
export interface Target {
	name: string;
	url: string;
	token: string;
	/** Plain requests, signed in with the token, each over its own connection, as n8n sends a node's requests. */
	api: AxiosInstance;
	/** A plain request for records. */
	send: Send;
	/** The same over connections that stay open. */
	sendKept: Send;
	/** The space to measure in, which is removed at the end with everything in it. */
	spaceId?: string;
	baseId?: string;
	/** The table to measure with. */
	table?: BenchTable;
	stop(): void;
}

/** The real server named by TEABLE_URL and TEABLE_TOKEN; undefined without them. */
export function realServer(): Target | undefined {
	const { TEABLE_URL: url, TEABLE_TOKEN: token } = process.env;
	return url && token ? targetAt(url, url, token) : undefined;
}

/**
 * A server in its own process: the in-memory sandbox; the same with the delays of a real 1.10; or one that answers at
 * once.
 */
export async function startServer(kind: 'sandbox' | 'paced sandbox' | 'instant'): Promise<Target> {
	const child = fork(path.join(__dirname, 'server.ts'), [kind], {
		execArgv: ['--import', 'tsx'],
		stdio: 'inherit',
	});
	const [{ url, token }] = (await once(child, 'message')) as [{ url: string; token: string }];
	return targetAt(kind, url, token, () => child.kill());
}

/** A server that already runs. */
export function targetAt(
	name: string,
	url: string,
	token: string,
	stop: () => void = () => undefined,
): Target {
	const [api, kept] = [false, true].map((keepAlive) =>
		failWithoutRequest(
			axios.create({
				baseURL: `${url}/api`,
				headers: { Authorization: `Bearer ${token}` },
				maxBodyLength: Infinity,
				httpAgent: new HttpAgent({ keepAlive }),
				httpsAgent: new HttpsAgent({ keepAlive }),
			}),
		),
	);
	return { name, url, token, api, send: sendOver(api), sendKept: sendOver(kept), stop };
}

const sendOver =
	(api: AxiosInstance): Send =>
	async (method, url, body) => {
		const { data } = await api.request<{ records: Awaited<ReturnType<Send>> }>({
			...{ method, url, data: body },
		});
		return data.records;
	};
