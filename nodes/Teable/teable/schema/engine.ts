import type { TeableClient } from '../http/client';
import { path } from '../http/path';

/** Who answers for a table's records: a 1.10 server, or one of the two engines of a 2026 server. */
export type Engine = '1.10' | '2026' | 'v2';

/**
 * Asks which engine serves a table, once a run and only where their answers differ. A server of 2026 says
 * it in the header `x-teable-v2` of the record routes; 1.10 knows no such header.
 */
export async function fetchEngine(client: TeableClient, tableId: string): Promise<Engine> {
	return await client.once(`engine of ${tableId}`, async () => {
		const headers = await client.getHeaders(path`/table/${tableId}/record`, { take: 1 });
		const v2 = headers['x-teable-v2'];
		if (v2 === undefined) return '1.10';
		return v2 === 'true' ? 'v2' : '2026';
	});
}
