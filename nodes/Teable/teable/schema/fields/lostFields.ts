import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../table';

/**
 * The fields whose value Teable did not keep, found by comparing the answer to a write with what was sent.
 * Users and links are compared themselves, not only their number: in a column with the default "me", 1.10 replaces an
 * unknown user with the current one.
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

/** Whether what was sent, an ID or a name, is in the answer. An empty value always is. */
function names(kept: unknown[], reference: unknown): boolean {
	if (reference === null || reference === undefined) return true;
	const id = (reference as IDataObject).id ?? reference;
	return kept.some((entry) => {
		const { id: keptId, title, email } = (entry ?? {}) as IDataObject;
		return id === keptId || id === title || id === email;
	});
}

/** How many things a cell holds: none, one, or the length of its list. A cleared checkbox is empty. */
function sizeOf(cell: unknown): number {
	if (cell === null || cell === undefined || cell === '' || cell === false) return 0;
	return Array.isArray(cell) ? new Set(cell.map((entry) => JSON.stringify(entry))).size : 1;
}
