import { idPattern } from './id';

/**
 * A field as the editor's lists store it: its ID, which outlives a rename, and the name it had when it was chosen, by
 * which the field is found in a copy of the table. n8n keeps one text for an entry of a list, and nothing beside it.
 */
export const fieldChoice = ({ id, name }: { id: string; name: string }): string => `${id} ${name}`;

const CHOICE = new RegExp(`^(${idPattern('fld')})(?: ([^]*))?$`);

/** The parts of a choice; one that an earlier version has stored is an ID alone. Undefined for any other text. */
export function partsOfChoice(text: string): { id: string; name?: string } | undefined {
	const [, id, name] = CHOICE.exec(text) ?? [];
	return id === undefined ? undefined : { id, ...(name !== undefined && { name }) };
}
