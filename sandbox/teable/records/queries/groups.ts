import type { TeableRecord } from '../../../state';
import type { CellContext } from '../cells/cells';
import type { ResolvedSortKey } from './sort';
import { cellValue } from '../cells/values';

type GroupPoint =
	| { id: string; type: 0; depth: number; value: unknown; isCollapsed: boolean }
	| { type: 1; count: number };

/** The headers of grouped rows. Each innermost one is followed by its number of rows. */
export function groupPoints(
	context: CellContext,
	rows: TeableRecord[],
	groups: ResolvedSortKey[],
): GroupPoint[] {
	if (groups.length === 0) return [];
	const points: GroupPoint[] = [];
	let path: string[] = [];
	for (const record of rows) {
		const values = groupValues(context, record, groups);
		const next = values.map((value) => JSON.stringify(value ?? null));
		const changed = next.findIndex((text, depth) => text !== path[depth]);
		if (changed >= 0) {
			for (let depth = changed; depth < next.length; depth++) {
				const id = groupId(next.slice(0, depth + 1));
				points.push({ id, type: 0, depth, value: values[depth] ?? null, isCollapsed: false });
			}
			points.push({ type: 1, count: 0 });
			path = next;
		}
		const last = points[points.length - 1];
		if (last.type === 1) last.count += 1;
	}
	return points;
}

export const groupValues = (
	{ state, table }: CellContext,
	record: TeableRecord,
	groups: ResolvedSortKey[],
) => groups.map(({ field }) => cellValue(state, table, record, field));

/** The ID of a group, derived from the values that lead to it: a number, as in Teable. */
export function groupId(path: string[]) {
	let hash = 0;
	for (const character of path.join('\n')) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
	return String(hash);
}
