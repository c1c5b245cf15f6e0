import type { Reader } from '../../../core/reader';
import type { TeableClient } from '../../../teable/http/client';
import { countRecords, fetchRecords } from '../../../teable/reading/pages/pages';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import type { Field, Table } from '../../../teable/schema/table';

/**
 * Checks that the cells still fit the new settings: Teable would change those that don't, with 200 and no notice.
 *
 * @throws NodeOperationError that says how many records don't fit
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
		check(reader, 'Multiple Users', 'is off', several, 'several users');
	}
}

function check(reader: Reader, label: string, what: string, records: number, held: string): void {
	if (records === 0) return;
	throw reader.bad({
		label,
		problem: `${what}, but ${records === 1 ? '1 record has' : `${records} records have`} ${held} in this field`,
		remedy: 'Change these records first.',
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
