import { idPattern } from './id';

/**
 * A field in the form that the editor's lists store: its ID, which survives a rename, and the name it had when it was
 * chosen, to find the field in a copy of the table. n8n stores only a single string for an entry of a list.
 */
export const fieldChoice = ({ id, name }: { id: string; name: string }): string => `${id} ${name}`;

const CHOICE = new RegExp(`^(${idPattern('fld')})(?: ([^]*))?$`);

/** The parts of a choice. Earlier versions stored only the ID. Undefined for any other string. */
export function partsOfChoice(text: string): { id: string; name?: string } | undefined {
	const [, id, name] = CHOICE.exec(text) ?? [];
	return id === undefined ? undefined : { id, ...(name !== undefined && { name }) };
}
