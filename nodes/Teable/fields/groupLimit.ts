import type { Reader } from '../core/reader';

/** Teable groups by three fields at most. */
export const MOST_GROUP_FIELDS = 3;

/** @throws NodeOperationError that names `label` if there are more fields than Teable groups by */
export function checkGroupLimit(reader: Reader, label: string, { length }: unknown[]): void {
	if (length <= MOST_GROUP_FIELDS) return;
	throw reader.bad({
		label,
		problem: `contains ${length} fields`,
		remedy: `Choose at most ${MOST_GROUP_FIELDS}.`,
	});
}
