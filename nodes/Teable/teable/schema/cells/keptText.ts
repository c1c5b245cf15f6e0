import type { Field } from '../table';

/**
 * A string as the older engines store it: without surrounding white space, and in a single-line text with spaces instead of
 * tabs and line breaks. v2 stores it unchanged. (Tested on 1.10 and July 2026.)
 */
export function storedByOldEngines({ type }: Field, cell: unknown): unknown {
	if (typeof cell !== 'string') return cell;
	if (type === 'singleLineText') return cell.trim().replaceAll(/[\n\t]/g, ' ');
	return type === 'longText' ? cell.trim() : cell;
}

/** Whether the older engines store a string differently than it is sent. */
export const isStoredDifferently = (field: Field, cell: unknown): boolean =>
	storedByOldEngines(field, cell) !== cell;
