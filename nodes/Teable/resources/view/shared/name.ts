import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import { fetchEngine } from '../../../teable/schema/engine';

/** What v2 takes of any name; 1.10 and the old engine of 2026 take more. */
const LONGEST_NAME_V2 = 100;

/** @throws NodeOperationError when a view's name is longer than the server takes */
export async function checkName(
	{ client, param }: ItemContext<TeableClient>,
	label: string,
	name: string,
	tableId: string,
): Promise<void> {
	if (name.length <= LONGEST_NAME_V2 || (await fetchEngine(client, tableId)) !== 'v2') return;
	throw param.bad({
		label,
		problem: `has ${name.length} characters`,
		remedy: `This Teable server takes ${LONGEST_NAME_V2} at most. Shorten it.`,
	});
}
