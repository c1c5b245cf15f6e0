import { isNothing } from '../../../values/quoted';
import type { Field, Table } from '../../../teable/schema/table';
import { isWritable } from '../../../teable/schema/table';
import type { Fault, Row } from './row';

/**
 * Checks that a row would create a record that has all required values and is not blank.
 *
 * @returns what is wrong with it
 */
export function faultsOfNew(row: Row, table: Table): Fault[] {
	const { param } = row.context;
	const has = ({ id }: Field) =>
		!isNothing(row.fields[id]) || id in row.files || id in row.references;
	const isBlank = !table.fields.some(has) && row.faults.length === 0;
	if (isBlank && table.required.length === 0) {
		if (param.options.choice('blankRecords', ['create', 'error'], 'error') === 'create') return [];
		return [
			{
				problem: 'The item has no value for any column, so its record would be blank',
				remedy: "Remove such items, or set 'Blank Records' to Create Them under 'Options'.",
			},
		];
	}
	return table.required
		.filter((field) => !has(field))
		.map(({ name }) => ({
			problem: `'${name}' has no value, but the table requires one`,
			remedy: 'Map a value to it.',
		}));
}

/** Checks that a row clears no column that the table requires. @returns what is wrong with it */
export const faultsOfChange = ({ fields }: Row, table: Table): Fault[] =>
	table.fields
		.filter((field) => field.notNull === true && isWritable(field) && fields[field.id] === null)
		.map(({ name }) => ({
			problem: `'${name}' can't be cleared, because the table requires a value`,
			remedy: 'Map a value to it, or leave it unchanged.',
		}));
