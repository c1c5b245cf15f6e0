import type { Reader } from '../../../core/reader';
import type { TeableClient } from '../../../teable/http/client';
import { countRecords, fetchRecords } from '../../../teable/reading/pages/pages';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import type { Field, Table } from '../../../teable/schema/table';

/**
 * A setting can be too narrow for what the cells hold: Teable then changes them with 200, and does not say which.
 *
 * @throws NodeOperationError that says how many records hold more than the field will take
 */
export async function checkNothingLost(
	client: TeableClient,
	reader: Reader,
	table: Table,
	field: Field,
	{ options = {} }: FieldDefinition,
): Promise<void> {
	const { max: highest, isMultiple } = field.options ?? {};
	if (field.type === 'rating' && Number(options.max) < Number(highest)) {
		const higher = await countRecords(client, table, {
			filter: {
				conjunction: 'and',
				parts: [{ field, operator: 'isGreater', value: Number(options.max) }],
			},
		});
		check(reader, 'Highest Rating', `is ${String(options.max)}`, higher, 'a higher rating');
	}
	if (field.type === 'user' && isMultiple === true && options.isMultiple === false) {
		const several = await countSeveral(client, table, field);
		check(reader, 'Several Users', 'is off', several, 'several users');
	}
}

function check(reader: Reader, label: string, what: string, records: number, held: string): void {
	if (records === 0) return;
	throw reader.bad({
		label,
		problem: `${what}, and ${records === 1 ? '1 record holds' : `${records} records hold`} ${held} in this field`,
		remedy: 'Change them first.',
	});
}

async function countSeveral(client: TeableClient, table: Table, field: Field): Promise<number> {
	const query = { projection: [field] };
	const lengths = await fetchRecords(client, table, query, undefined, ({ fields }) => {
		const users = fields[field.id];
		return Array.isArray(users) ? users.length : 0;
	});
	return lengths.filter((length) => length > 1).length;
}
