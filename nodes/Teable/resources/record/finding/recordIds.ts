import type { INodeProperties } from 'n8n-workflow';

import { attempt } from '../../../core/attempt';
import type { TeableClient } from '../../../teable/http/client';
import { isTeableId } from '../../../teable/schema/id';
import type { Field, Table } from '../../../teable/schema/table';
import { isMatchable } from '../../../teable/schema/table';
import { quoted } from '../../../values/quoted';
import { RECORD_ID } from '../writing/columns/given';
import type { HeldRecords } from './heldRecords';
import type { Sought } from './sought';
import { findMatches, missingMatch } from './match';
import { textRules } from './textRules';

/** What to do with several matches. @param verb what happens to them */
export const severalMatchesOption = (verb: 'Update' | 'Delete'): INodeProperties => ({
	displayName: 'If Multiple Matches',
	name: 'severalMatches',
	type: 'options',
	options: [
		{ name: `${verb} All`, value: 'all', description: 'Every matching record' },
		{
			name: `${verb} the First`,
			value: 'first',
			description: 'The matching record that was created first',
		},
		{ name: 'Stop With an Error', value: 'error', description: 'Fail the item' },
	],
	default: 'error',
	description: 'What to do when more than one record matches an item',
});

/**
 * Finds the records of each item. If several match, 'If Multiple Matches' decides.
 *
 * @param held keeps the records that are read with all their cells
 * @returns the IDs for each item, or an Error if it cannot be matched
 */
export async function findRecordIds(
	client: TeableClient,
	table: Table,
	sought: Sought[],
	matching: Field[] | typeof RECORD_ID,
	held?: HeldRecords,
): Promise<Array<string[] | Error>> {
	if (matching === RECORD_ID) return sought.map((one) => attempt(() => [recordIdOf(one)]));
	const found = await findMatching(client, table, sought, matching, held);
	return found.map((ids, index) =>
		ids instanceof Error ? ids : attempt(() => chosenOf(ids, sought[index], matching)),
	);
}

/**
 * Finds all records with the values of each item.
 *
 * @param held keeps the records that are read with all their cells
 * @returns the IDs for each item, or an Error if it cannot be matched
 */
export async function findMatching(
	client: TeableClient,
	table: Table,
	sought: Sought[],
	matching: Field[],
	held?: HeldRecords,
): Promise<Array<string[] | Error>> {
	const unfit = matching.find((field) => !isMatchable(field));
	if (unfit) {
		const failure = sought[0]?.context.param.failure(
			`'${unfit.name}' can't be used for matching because ${whyUnfit(unfit)}`,
			'Choose a column with text, numbers, dates or a single choice.',
		);
		return sought.map(() => failure);
	}
	const usable = sought.filter((one) => missingMatch(one, matching) === undefined);
	const rules = await textRules(client, table, matching, usable);
	const matches = await findMatches(client, table, matching, usable, rules, held);
	return sought.map((one) => {
		const missing = missingMatch(one, matching);
		if (!missing) return matches.of(one);
		const { param } = one.context;
		return param.failure(
			`'${missing.name}' is used for matching, but has no value`,
			'Map a value to it, or match on another column.',
		);
	});
}

function whyUnfit(field: Field): string {
	if (field.isMultipleCellValue === true) return 'it can contain several values';
	if (field.isLookup === true) return 'its values come from another table';
	if (field.type === 'checkbox') return "a checkbox can't identify a record";
	return `its type is '${field.type}'`;
}

function recordIdOf({ context: { param }, match }: Sought): string {
	const id = match[RECORD_ID];
	if (typeof id !== 'string' || id.trim() === '') {
		throw param.bad({
			label: 'Record ID',
			problem: 'is empty',
			remedy: "Map it to the record's ID (rec…), or match on another column.",
		});
	}
	if (isTeableId('rec', id.trim())) return id.trim();
	throw param.bad({
		label: 'Record ID',
		problem: `is ${quoted(id)}, which is not a record ID`,
		remedy:
			"A record ID is 'rec' and 16 letters or digits. Map the 'id' that a Teable node returns, or match on another column.",
	});
}

function chosenOf(ids: string[], sought: Sought, matching: Field[]): string[] {
	if (ids.length < 2) return ids;
	const { param } = sought.context;
	switch (param.options.choice('severalMatches', ['all', 'error', 'first'], 'error')) {
		case 'all':
			return ids;
		case 'first':
			return ids.slice(0, 1);
		default:
			throw param.failure(
				`${ids.length} records found where ${describeMatch(sought, matching)}`,
				"Match on more columns, or set 'If Multiple Matches' under 'Options'.",
			);
	}
}

/** "'Email' is 'nathan@example.com'", for messages. */
export const describeMatch = ({ match }: Sought, matching: Field[]): string =>
	matching.map(({ id, name }) => `'${name}' is ${quoted(match[id])}`).join(' and ');
