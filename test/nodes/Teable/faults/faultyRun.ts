import type { INodeParameters, OnError } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Fault } from '../../../../sandbox';
import { TestServer } from '../../../harness/server';
import type { Engine } from '../../../harness/engines';
import { TestTable } from '../../../harness/table';
import type { Said } from './reports';
import { saidOf, untruths } from './reports';
import type { Write } from './writes/write';

/** Whether the node knows what became of a change without waiting: it was refused, or is found at the first look. */
const isSettledAtOnce = ({ kind, status = 500, applied, body }: Fault): boolean =>
	applied === true ||
	kind === 'resetAfter' ||
	kind === 'brokenJson' ||
	(kind === 'status' && body === undefined && ![502, 504].includes(status));

/** In seconds: short where the node waits it out. Otherwise, and for a thousand rows, long enough for a busy machine. */
function timeoutFor(items: number, faults: Fault[]): number {
	if (faults.every(isSettledAtOnce)) return 20;
	return items > 1000 ? 8 : 0.8;
}

/** What an execution reports, and which of it is wrong. */
export interface Verdict {
	said: Said[];
	wrong: string[];
	message?: string;
}

/** Runs an operation on its own server while requests fail, and compares its report with the data on the server. */
export async function runDespite(
	[, version, engine]: Engine,
	write: Write,
	faults: Fault[],
	onError: OnError,
): Promise<Verdict> {
	const server = new TestServer(version);
	await server.start({ engine });
	const bases = (await server.ask('GET', '/base/access/all')) as unknown as [{ id: string }];
	const table = await TestTable.make(server, bases[0].id);
	const { parameters, items, binary, held } = await write.setUp(table);
	await server.signInAs(write.caller ?? 'plainToken');
	faults.forEach((fault) => server.sandbox.inject(fault));
	const before = server.sandbox.requests.length;
	const options = {
		...(parameters.options as INodeParameters | undefined),
		...{ timeout: timeoutFor(items.length, faults), rateLimitWait: 0 },
	};
	const output = await server.run(
		String(parameters.operation),
		{ ...parameters, options },
		{ items, binary, onError },
	);
	server.sandbox.clearFaults();
	// Now the server carries out what a fault has delayed.
	await sleep(50);
	// If an execution fails before a change is sent, it doesn't have to say that nothing was changed. On a busy
	// machine, reads can fail anyway.
	const sent = server.sandbox.requests.slice(before);
	const mayBeSilent =
		faults.some(({ method }) => method === 'GET') || sent.every(({ method }) => method === 'GET');
	const said = saidOf(output, items.length, write.records ?? 1).map((own): Said[] =>
		own.length === 0 && mayBeSilent ? ['notDone'] : own,
	);
	const wrong = untruths(said, await held());
	await server.sandbox.stop();
	return { said: said.flat(), wrong, message: output.error?.message };
}
