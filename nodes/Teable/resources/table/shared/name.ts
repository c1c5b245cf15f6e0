import type { Reader } from '../../../core/reader';
import type { TeableClient } from '../../../teable/http/client';
import type { TableInBase } from '../../../teable/schema/base';
import { fetchEngineOfBase } from '../../../teable/schema/engine';

/** The limit of v2; 1.10 and the old engine of 2026 have none. */
const LONGEST_NAME_V2 = 100;

/** @throws NodeOperationError if the name of a table is too long for its base */
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
		remedy: `This Teable server accepts at most ${LONGEST_NAME_V2}. Shorten it.`,
	});
}

/** The error for a name that another table of the base already has. */
export const nameTaken = (
	reader: Reader,
	name: string,
	taken: TableInBase,
	remedy: string,
): Error =>
	reader.bad({
		label: 'Name',
		problem: `is '${name}', but the base already has a table with this name (${taken.id})`,
		remedy,
	});
