import { partsOfChoice } from '../schema/fieldChoice';
import type { Field, Table } from '../schema/table';

/**
 * The field with this ID or name, or the one that was chosen from a list of the editor. Teable ignores a field it does not know in a filter, a sort or the fields
 * to return: a filter then gives every record. The older engines keep spaces around a name, so the name as it
 * is comes before the one without them.
 *
 * @param parameter the label of the parameter that names it
 * @throws Error that names the table's columns, so that a person or an AI agent can correct it
 */
export function knownField(table: Table, idOrName: unknown, parameter: string): Field {
	const name = String(idOrName ?? '');
	// The older engines keep the spaces around a name.
	const field = table.find(name) ?? table.find(name.trim());
	if (field) return field;
	const { id, name: keptName } = partsOfChoice(name) ?? {};
	const shown = keptName === undefined ? `'${name}'` : `'${keptName}' (${id})`;
	throw new Error(
		`'${parameter}' names the column ${shown}, which the table does not have. Its columns are ${table.fieldNames}.`,
	);
}
