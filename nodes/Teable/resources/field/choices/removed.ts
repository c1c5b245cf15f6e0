import type { Reader } from '../../../core/reader';
import type { TeableClient } from '../../../teable/http/client';
import { countRecords } from '../../../teable/reading/pages/pages';
import type { Choice } from '../../../teable/schema/choices';
import { choicesOf } from '../../../teable/schema/choices';
import type { Field, Table } from '../../../teable/schema/table';

/** @throws NodeOperationError if records use the choices to be removed; it says how many */
export async function checkUnused(
	client: TeableClient,
	reader: Reader,
	table: Table,
	field: Field,
	wanted: Choice[],
	option: string,
): Promise<void> {
	const removed = choicesOf(field).filter(({ id }) => !wanted.some((choice) => choice.id === id));
	if (removed.length === 0) return;
	const names = removed.map(({ name }) => name);
	const isMultiple = field.type === 'multipleSelect';
	const operator = isMultiple ? 'hasAnyOf' : 'isAnyOf';
	const count = await countRecords(client, table, {
		filter: { conjunction: 'and', parts: [{ field, operator, value: names }] },
	});
	if (count === 0) return;
	const cells = count === 1 ? '1 cell' : `${count} cells`;
	throw reader.bad({
		label: 'Changes',
		problem: `removes ${names.map((name) => `'${name}'`).join(', ')}, which ${isMultiple ? `changes ${cells}` : `empties ${cells}`}`,
		remedy: `To remove it anyway, turn on '${option}' under 'Options'.`,
	});
}
