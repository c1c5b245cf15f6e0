import type { INodeProperties } from 'n8n-workflow';

import { attempt, isError } from '../../../core/attempt';
import type { BatchContext, ItemContext } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import { fieldMenu } from '../../../fields/fieldMenu';
import { knownField } from '../../../teable/filter/knownField';
import type { TeableClient } from '../../../teable/http/client';
import { toCell } from '../../../teable/schema/cells/cellValue';
import type { Field, Table } from '../../../teable/schema/table';
import { isBlank, quoted } from '../../../values/quoted';
import type { Sought } from './sought';
import type { findMatching } from './recordIds';

/** The columns that identify the record of an item, and their values. */
export const columnsToMatch: INodeProperties = {
	displayName: 'Columns to Match On',
	name: 'columnsToMatch',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add column',
	default: {},
	description:
		"The columns that identify the record, with their values. All of them must match. To ignore case or spaces, add 'Match Text' under 'Options'.",
	options: [
		{
			displayName: 'Column',
			name: 'column',
			values: [
				fieldMenu({
					displayName: 'Field Name or ID',
					name: 'fieldId',
					description:
						'The column to compare. It must contain text, numbers, dates or a single choice',
					from: 'getMatchableFields',
				}),
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. nathan@example.com',
					description:
						'The value that the column must have. Use an expression to set a different value for each item.',
				},
			],
		},
	],
};

const rowsOf = (param: Parameters) =>
	param.rows(columnsToMatch.name, columnsToMatch.displayName, 'column');

/**
 * The names or IDs of the chosen columns. Items with the same ones are looked up together.
 *
 * @throws NodeOperationError when there are none
 */
export function namesToMatch(param: Parameters): string[] {
	// Not trimmed: the older engines keep spaces around a name.
	const names = rowsOf(param).map((row) => String(row.value('fieldId') ?? ''));
	if (names.length > 0) return names;
	throw param.bad({
		label: columnsToMatch.displayName,
		problem: 'is empty',
		remedy: 'Add the column that identifies the record.',
	});
}

/**
 * Finds the records with the items' values, for all items in few requests. All items use the same columns.
 *
 * @param find finds all matching records, or the ones chosen from them
 * @param none the outcome of an item without a match
 * @returns the IDs for each item, or why it cannot be looked up
 * @throws Error when the table lacks a column
 */
export async function findByColumns(
	{ client, items, keepGoing }: BatchContext<TeableClient>,
	table: Table,
	find: typeof findMatching,
	none: (sought: Sought, matching: Field[]) => string[] | Error,
): Promise<Array<string[] | Error>> {
	const matching = fieldsToMatch(items[0].param, table);
	const given = items.map((item) => attempt(() => soughtBy(item, matching)));
	const refused = given.find(isError);
	if (refused && !keepGoing) return [refused];
	const sought = given.filter((one): one is Sought => !isError(one));
	const found = (await find(client, table, sought, matching)).values();
	return given.map((one) => {
		if (isError(one)) return one;
		const ids = found.next().value as string[] | Error;
		return isError(ids) || ids.length > 0 ? ids : none(one, matching);
	});
}

function fieldsToMatch(param: Parameters, table: Table): Field[] {
	const label = columnsToMatch.displayName;
	const fields = namesToMatch(param).map((name) => knownField(table, name, label));
	const twice = fields.find((field, index) => fields.indexOf(field) !== index);
	if (!twice) return fields;
	throw param.bad({
		label,
		problem: `contains column '${twice.name}' twice`,
		remedy: 'Remove one of them.',
	});
}

/** @throws NodeOperationError when a column cannot hold the value */
function soughtBy(context: ItemContext<TeableClient>, matching: Field[]): Sought {
	const { param, timezone } = context;
	const match: Sought['match'] = {};
	for (const [index, row] of rowsOf(param).entries()) {
		const field = matching[index];
		const value = row.value('value');
		// An item without a value is refused when it is looked up.
		if (isBlank(value)) continue;
		const result = toCell(field, value, { strict: false, newChoices: false, timezone });
		if ('accepts' in result) {
			throw param.failure(
				`${quoted(value)} isn't valid for '${field.name}'`,
				`It accepts ${result.accepts}.`,
			);
		}
		match[field.id] = result.cell;
	}
	return { context, match };
}
