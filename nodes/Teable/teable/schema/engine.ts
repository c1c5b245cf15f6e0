import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import type { Base } from '../http/types';

/** Who answers for a table's records: a 1.10 server, or one of the two engines of a 2026 server. */
export type Engine = '1.10' | '2026' | 'v2';

/**
 * Asks which engine serves a table, once a run and only where their answers differ. A server of 2026 says
 * it in the header `x-teable-v2` of the record routes; 1.10 knows no such header.
 */
export async function fetchEngine(client: TeableClient, tableId: string): Promise<Engine> {
	return await client.once(`engine of ${tableId}`, async () => {
		const headers = await client.getHeaders(path`/table/${tableId}/record`, { take: 1 });
		return engineOf(headers['x-teable-v2']);
	});
}

/**
 * Asks which engine serves a base, once a run. A server of 2026 says it in `v2Status`; its tables' routes say
 * `x-teable-v2: false` whatever the engine.
 *
 * @returns v2, which has the tightest limits, where a 2026 server keeps the base from the credential (it takes base|read)
 */
export async function fetchEngineOfBase(client: TeableClient, baseId: string): Promise<Engine> {
	return await client.once(`engine of ${baseId}`, async () => {
		const base = await allowed(client.get<Base>(path`/base/${baseId}`));
		if (base) return engineOfBase(base);
		const headers = await client.getHeaders(path`/base/${baseId}/table`);
		return headers['x-teable-v2'] === undefined ? '1.10' : 'v2';
	});
}

/** What a base says of the engine that serves it; 1.10, which has one alone, says nothing. */
export const engineOfBase = ({ v2Status }: Base): Engine =>
	engineOf(v2Status && String(v2Status.useV2));

function engineOf(usesV2: unknown): Engine {
	if (usesV2 === undefined) return '1.10';
	return usesV2 === 'true' ? 'v2' : '2026';
}
