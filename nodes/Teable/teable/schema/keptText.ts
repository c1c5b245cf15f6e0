import type { Field } from './table';

/**
 * A text as the older engines keep it: without white space at its ends, a text of one line with spaces for tabs
 * and line breaks. v2 keeps what it is given. (1.10 and July 2026, each tried.)
 */
export function keptByOldEngines({ type }: Field, cell: unknown): unknown {
	if (typeof cell !== 'string') return cell;
	if (type === 'singleLineText') return cell.trim().replaceAll(/[\n\t]/g, ' ');
	return type === 'longText' ? cell.trim() : cell;
}

/** Whether the older engines keep a text otherwise than it is given. */
export const isUntidy = (field: Field, cell: unknown): boolean =>
	keptByOldEngines(field, cell) !== cell;
