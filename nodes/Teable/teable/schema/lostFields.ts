import type { IDataObject } from 'n8n-workflow';

import type { Field } from './table';

/**
 * The fields whose value Teable did not keep, told by comparing the answer of a write with what was sent.
 * Users and links are compared by what they are, not by their number: 1.10 puts the owner of a column with
 * the default "me" in place of a user that it does not know.
 */
export function lostFields(
	fields: Field[],
	sent: Record<string, unknown>,
	kept: Record<string, unknown>,
): Field[] {
	return fields.filter(({ id, type }) => {
		if (!Object.hasOwn(sent, id)) return false;
		return type === 'link' || type === 'user'
			? [sent[id]].flat().some((reference) => !names([kept[id]].flat(), reference))
			: sizeOf(sent[id]) > sizeOf(kept[id]);
	});
}

/** Whether what was sent, an ID or a name, is among what came back. Nothing is always kept. */
function names(kept: unknown[], reference: unknown): boolean {
	if (reference === null || reference === undefined) return true;
	const id = (reference as IDataObject).id ?? reference;
	return kept.some((entry) => {
		const { id: keptId, title, email } = (entry ?? {}) as IDataObject;
		return id === keptId || id === title || id === email;
	});
}

/** How much a cell holds: nothing, one thing, or as many as its list is long. An unticked box is empty. */
function sizeOf(cell: unknown): number {
	if (cell === null || cell === undefined || cell === '' || cell === false) return 0;
	return Array.isArray(cell) ? new Set(cell.map((entry) => JSON.stringify(entry))).size : 1;
}
