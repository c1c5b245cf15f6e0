import type { Reader } from '../../../core/reader';
import type { Field, Table } from '../../../teable/schema/table';

/**
 * @param self the field that is to be called so, where it is there already
 * @throws NodeOperationError when another field of the table has the name: Teable would add a number to it, or refuse it
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
		problem: `is '${name}', and the table has a field of that name already (${taken.id})`,
		remedy: 'Choose another name.',
	});
}
