/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import Fastify from 'fastify';
import { startSandbox } from '../sandbox';

/** The fields of the table on the instant server. */
const FIELDS = ['Name', 'Amount', 'Notes'].map((name, index) => ({
	id: `fld${String(index).padStart(16, '0')}`,
	name,
	type: name === 'Amount' ? 'number' : 'singleLineText',
	cellValueType: name === 'Amount' ? 'number' : 'string',
}));

/** Answers at once, so that only the client is measured. */
async function startInstant(): Promise<{ url: string; token: string }> {
	const server = Fastify({ bodyLimit: 64 * 1024 * 1024 });
	server.get('/api/table/:tableId/field', () => FIELDS);
	server.post<{ Body: { records: Array<{ fields: object }> } }>(
		'/api/table/:tableId/record',
		(request) => ({
			records: request.body.records.map(({ fields }, index) => ({
				id: `rec${String(index).padStart(16, '0')}`,
				fields,
			})),
		}),
	);
	const url = await server.listen({ host: '127.0.0.1', port: 0 });
	return { url, token: 'instant' };
}

const RECORDS = '/api/table/:tableId/record';

/**
 * What a self-hosted 1.10 (server, database and client on two cores) took for a request of 1,000 rows, in
 * milliseconds: 4.7 creates and 6.2 updates a second, 40 pages. A delete wasn't measured.
 */
const PACE = { POST: 213, PATCH: 161, GET: 25 };

async function startSandboxServer(paced: boolean): Promise<{ url: string; token: string }> {
	const sandbox = await startSandbox({ version: '1.10.0' });
	for (const [method, delayMs] of Object.entries(paced ? PACE : {})) {
		sandbox.inject({ method, route: RECORDS, kind: 'delay', delayMs, times: Infinity });
	}
	return { url: sandbox.url, token: sandbox.tokens.full.token };
}

async function start(kind: string): Promise<{ url: string; token: string }> {
	return kind === 'instant' ? await startInstant() : await startSandboxServer(kind !== 'sandbox');
}

void start(process.argv[2]).then((server) => process.send?.(server));
// However the bench ends.
process.once('disconnect', () => process.exit());
