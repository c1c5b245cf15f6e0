import type { INodeProperties } from 'n8n-workflow';

import { attempt } from '../../../core/attempt';
import type { BatchContext, ItemContext } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import { knownField } from '../../../teable/filter/knownField';
import type { TeableClient } from '../../../teable/http/client';
import { toCell } from '../../../teable/schema/cells/cellValue';
import type { Field, Table } from '../../../teable/schema/table';
import { isBlank, quoted } from '../../../values/quoted';
import type { Sought } from './sought';
import type { findMatching } from './recordIds';

/** The columns that tell which record an item means, and what they hold. */
export const columnsToMatch: INodeProperties = {
	displayName: 'Columns to Match On',
	name: 'columnsToMatch',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add column',
	default: {},
	description:
		"What the columns of the record hold. All of them have to match; 'Match Texts' under 'Options' says how texts are compared.",
	options: [
		{
			displayName: 'Column',
			name: 'column',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'fieldId',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getMatchableFields',
						loadOptionsDependsOn: ['tableId.value'],
					},
					default: '',
					description:
						'The column to look in: one that holds a text, number, date or single choice. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. nathan@example.com',
					description: 'What the column holds: an expression gives each item a value of its own',
				},
			],
		},
	],
};

const rowsOf = (param: Parameters) =>
	param.rows(columnsToMatch.name, columnsToMatch.displayName, 'column');

/**
 * The columns as they are named: items that name the same ones are looked up together.
 *
 * @throws NodeOperationError when there are none
 */
export function namesToMatch(param: Parameters): string[] {
	// The name as it is: the older engines keep the spaces around it.
	const names = rowsOf(param).map((row) => String(row.value('fieldId') ?? ''));
	if (names.length > 0) return names;
	throw param.bad({
		label: columnsToMatch.displayName,
		problem: 'is empty',
		remedy: 'Add the column that tells which record is meant.',
	});
}

/**
 * Finds the records that hold what the items say, all items in few requests. They name the same columns.
 *
 * @param find finds all records that match, or those of them that are meant
 * @param none what to make of an item that no record matches
 * @returns for each item the IDs, or why it cannot be looked up
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

const isError = (value: unknown): value is Error => value instanceof Error;

function fieldsToMatch(param: Parameters, table: Table): Field[] {
	const label = columnsToMatch.displayName;
	const fields = namesToMatch(param).map((name) => knownField(table, name, label));
	const twice = fields.find((field, index) => fields.indexOf(field) !== index);
	if (!twice) return fields;
	throw param.bad({
		label,
		problem: `names column '${twice.name}' twice`,
		remedy: 'Leave one of them out.',
	});
}

/** @throws NodeOperationError when a column cannot hold the value */
function soughtBy(context: ItemContext<TeableClient>, matching: Field[]): Sought {
	const { param, timezone } = context;
	const match: Sought['match'] = {};
	for (const [index, row] of rowsOf(param).entries()) {
		const field = matching[index];
		const value = row.value('value');
		// What an item has no value for is refused where it is looked up.
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
