import { partsOfChoice } from '../schema/fieldChoice';
import type { Field, Table } from '../schema/table';

/**
 * The field with this ID or name, or the one that was chosen from a list in the editor. Teable ignores unknown fields in a
 * filter, a sort or the fields to return, so that a filter then returns every record. The older engines store spaces
 * around a name, so the exact name is tried before the trimmed one.
 *
 * @param parameter the label of the parameter with the name
 * @throws Error that names the table's columns, so that a person or an AI agent can correct it
 */
export function knownField(table: Table, idOrName: unknown, parameter: string): Field {
	const name = String(idOrName ?? '');
	const field = table.find(name) ?? table.find(name.trim());
	if (field) return field;
	const { id, name: keptName } = partsOfChoice(name) ?? {};
	const shown = keptName === undefined ? `'${name}'` : `'${keptName}' (${id})`;
	throw new Error(
		`'${parameter}' contains ${shown}, which the table doesn't have. Its columns are ${table.fieldNames}.`,
	);
}
