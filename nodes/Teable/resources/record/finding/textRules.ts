import { maxBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { TeableClient } from '../../../teable/http/client';
import { fetchEngine } from '../../../teable/schema/engine';
import { isStoredDifferently, storedByOldEngines } from '../../../teable/schema/cells/keptText';
import type { Field, Table } from '../../../teable/schema/table';
import type { Sought } from './sought';

/** The option of operations that find records by the values of columns. */
export const matchTextsOption: INodeProperties = {
	displayName: 'Match Texts',
	name: 'matchTexts',
	type: 'options',
	options: [
		{ name: 'Exactly', value: 'exactly', description: 'Letter by letter' },
		{ name: 'Ignoring Case', value: 'ignoringCase', description: 'ADA matches Ada' },
		{
			name: 'Ignoring Case and Spaces',
			value: 'ignoringBoth',
			description: 'Ignores white space before and after a text, too',
		},
		{
			name: 'Ignoring Spaces',
			value: 'ignoringSpaces',
			description: 'Ignores white space before and after a text; within it every character counts',
		},
	],
	default: 'exactly',
	description:
		'How texts in the columns to match on are compared. What is written into other columns stays as it is given.',
};

const WAYS = ['exactly', 'ignoringBoth', 'ignoringCase', 'ignoringSpaces'] as const;

/** How texts are compared when records are looked for. */
export interface TextRules {
	ignoresCase: boolean;
	ignoresSpaces: boolean;
	/** Whether Teable tidies texts when it stores them, so that one is not found as it was given. */
	tidies: boolean;
}

/** The rules that the items have chosen, all of them the same. */
export async function textRules(
	client: TeableClient,
	table: Table,
	fields: Field[],
	sought: Sought[],
): Promise<TextRules> {
	const way = sought[0]?.context.param.options.choice(matchTextsOption.name, WAYS, 'exactly');
	return {
		...(await exactRules(client, table, fields, sought)),
		ignoresCase: way === 'ignoringBoth' || way === 'ignoringCase',
		ignoresSpaces: way === 'ignoringBoth' || way === 'ignoringSpaces',
	};
}

/** The rules by which a text is the same as another to Teable itself. */
export async function exactRules(
	client: TeableClient,
	table: Table,
	fields: Field[],
	sought: Sought[],
): Promise<TextRules> {
	const untidy = sought.some(({ match }) =>
		fields.some((field) => isStoredDifferently(field, match[field.id])),
	);
	return {
		ignoresCase: false,
		ignoresSpaces: false,
		tidies: untidy && (await fetchEngine(client, table.id)) !== 'v2',
	};
}

/** Whether a text may be stored otherwise than it is looked for. */
export const isLoose = ({ ignoresCase, ignoresSpaces, tidies }: TextRules): boolean =>
	ignoresCase || ignoresSpaces || tidies;

/** What a cell is compared by: cells that are the same under the rules give the same. */
export function comparable(field: Field, cell: unknown, rules: TextRules): unknown {
	if (typeof cell !== 'string') return cell;
	const kept = rules.tidies ? (storedByOldEngines(field, cell) as string) : cell;
	const text = rules.ignoresSpaces ? kept.trim() : kept;
	return rules.ignoresCase ? folded(text) : text;
}

/**
 * A text in small letters. No letter outside of ASCII turns into one of ASCII, as the Kelvin sign would: what a
 * server takes for the same depends on its database, and a look-up for the letters of ASCII has to find it all.
 */
const folded = (text: string): string =>
	text
		.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
		.replaceAll(/\P{ASCII}/gu, (letter) => {
			const small = letter.toLowerCase();
			return /\p{ASCII}/u.test(small) ? letter : small;
		});

/** Shorter ones are in most texts, so that reading the table takes less. */
const SHORTEST_PART = 3;

/**
 * A part that each text has which is the same under the rules, for `contains`, which ignores case on every engine.
 * Beside ASCII it depends on the server's database what case is, and `\` takes its meaning from the next sign.
 *
 * @returns undefined when there is none that is of use
 */
export function commonPart(text: string, { ignoresCase }: TextRules): string | undefined {
	const parts = text.split(ignoresCase ? /[^ -[\]-~]+/ : /[\\\n\t]+/).map((part) => part.trim());
	const longest = maxBy(parts, (part) => part.length) ?? '';
	return longest.length < SHORTEST_PART ? undefined : longest;
}
