import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import type { Base } from '../http/types';

/** What serves a table's records: a 1.10 server, or one of the two engines of a 2026 server. */
export type Engine = '1.10' | '2026' | 'v2';

/**
 * Finds out which engine serves a table, once per execution and only if their behavior differs. A server of 2026 sends
 * the header `x-teable-v2` with record routes. 1.10 has no such header.
 */
export async function fetchEngine(client: TeableClient, tableId: string): Promise<Engine> {
	return await client.once(`engine of ${tableId}`, async () => {
		const headers = await client.getHeaders(path`/table/${tableId}/record`, { take: 1 });
		return engineOf(headers['x-teable-v2']);
	});
}

/**
 * Finds out which engine serves a base, once per execution. A server of 2026 sends it in `v2Status`. Its table routes
 * send `x-teable-v2: false` for both engines.
 *
 * @returns v2, which has the tightest limits, if the credential cannot read the base on a 2026 server (scope base|read)
 */
export async function fetchEngineOfBase(client: TeableClient, baseId: string): Promise<Engine> {
	return await client.once(`engine of ${baseId}`, async () => {
		const base = await allowed(client.get<Base>(path`/base/${baseId}`));
		if (base) return engineOfBase(base);
		const headers = await client.getHeaders(path`/base/${baseId}/table`);
		return headers['x-teable-v2'] === undefined ? '1.10' : 'v2';
	});
}

/** What a base says about its engine. 1.10 has only one and says nothing. */
export const engineOfBase = ({ v2Status }: Base): Engine =>
	engineOf(v2Status && String(v2Status.useV2));

function engineOf(usesV2: unknown): Engine {
	if (usesV2 === undefined) return '1.10';
	return usesV2 === 'true' ? 'v2' : '2026';
}
