import type { Reader } from '../../../core/reader';
import type { Field, Table } from '../../../teable/schema/table';

/**
 * @param self the field to rename, if it already exists
 * @throws NodeOperationError if another field of the table has the name: Teable would add a number to it, or reject it
 */
export function checkNameFree(
	reader: Reader,
	label: string,
	{ fields }: Table,
	name: string,
	self?: Field,
): void {
	const taken = fields.find((field) => field.name === name && field.id !== self?.id);
	if (!taken) return;
	throw reader.bad({
		label,
		problem: `is '${name}', but the table already has a field with this name (${taken.id})`,
		remedy: 'Choose another name.',
	});
}
