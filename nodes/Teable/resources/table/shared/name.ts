import type { Reader } from '../../../core/reader';
import type { TeableClient } from '../../../teable/http/client';
import type { TableInBase } from '../../../teable/schema/base';
import { fetchEngineOfBase } from '../../../teable/schema/engine';

/** What v2 takes; 1.10 and the old engine of 2026 take any. */
const LONGEST_NAME_V2 = 100;

/** @throws NodeOperationError when the name of a table is longer than its base takes */
export async function checkName(
	client: TeableClient,
	reader: Reader,
	label: string,
	name: string,
	baseId: string,
): Promise<void> {
	if (name.length <= LONGEST_NAME_V2 || (await fetchEngineOfBase(client, baseId)) !== 'v2') return;
	throw reader.bad({
		label,
		problem: `has ${name.length} characters`,
		remedy: `This Teable server takes ${LONGEST_NAME_V2} at most. Shorten it.`,
	});
}

/** The error for a name that another table of the base has. */
export const nameTaken = (
	reader: Reader,
	name: string,
	taken: TableInBase,
	remedy: string,
): Error =>
	reader.bad({
		label: 'Name',
		problem: `is '${name}', and the base has a table of that name already (${taken.id})`,
		remedy,
	});
