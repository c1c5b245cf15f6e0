import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import type { Base } from '../http/types';

/**
 * The base that holds a table: Teable says it nowhere, so it is found by asking each.
 *
 * @param likely the base to ask first
 * @returns undefined where the credential may not ask (it takes table|read, and base|read_all for more than one base)
 */
export async function fetchBaseOf(
	client: TeableClient,
	tableId: string,
	likely: string | undefined,
): Promise<string | undefined> {
	const holds = async (baseId: string) =>
		(await allowed(client.get(path`/base/${baseId}/table/${tableId}`))) !== undefined;
	if (likely !== undefined && (await holds(likely))) return likely;
	const bases = (await allowed(client.get<Base[]>(path`/base/access/all`))) ?? [];
	for (const { id } of bases) {
		if (await holds(id)) return id;
	}
	return undefined;
}
