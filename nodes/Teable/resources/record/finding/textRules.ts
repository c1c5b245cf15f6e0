import { maxBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { TeableClient } from '../../../teable/http/client';
import { fetchEngine } from '../../../teable/schema/engine';
import { isStoredDifferently, storedByOldEngines } from '../../../teable/schema/cells/keptText';
import type { Field, Table } from '../../../teable/schema/table';
import type { Sought } from './sought';

/** The option of operations that match records by column values. */
export const matchTextsOption: INodeProperties = {
	displayName: 'Match Text',
	name: 'matchTexts',
	type: 'options',
	options: [
		{ name: 'Exactly', value: 'exactly', description: 'Every character must be the same' },
		{ name: 'Ignoring Case', value: 'ignoringCase', description: 'ADA matches Ada' },
		{
			name: 'Ignoring Case and Spaces',
			value: 'ignoringBoth',
			description: 'Also ignores whitespace at the start and end',
		},
		{
			name: 'Ignoring Spaces',
			value: 'ignoringSpaces',
			description: 'Ignores whitespace at the start and end, but not within the text',
		},
	],
	default: 'exactly',
	description:
		'How to compare text in the columns to match on. Does not affect the values that are written.',
};

const WAYS = ['exactly', 'ignoringBoth', 'ignoringCase', 'ignoringSpaces'] as const;

/** How text is compared when records are matched. */
export interface TextRules {
	ignoresCase: boolean;
	ignoresSpaces: boolean;
	/** Whether Teable trims and normalizes text when storing it, so that it is not found as it was written. */
	tidies: boolean;
}

/** The rules that the items have chosen; all items have the same. */
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

/** Whether the stored text can differ from the text to match. */
export const isLoose = ({ ignoresCase, ignoresSpaces, tidies }: TextRules): boolean =>
	ignoresCase || ignoresSpaces || tidies;

/** A cell in comparable form: cells that are equal under the rules give equal results. */
export function comparable(field: Field, cell: unknown, rules: TextRules): unknown {
	if (typeof cell !== 'string') return cell;
	const kept = rules.tidies ? (storedByOldEngines(field, cell) as string) : cell;
	const text = rules.ignoresSpaces ? kept.trim() : kept;
	return rules.ignoresCase ? folded(text) : text;
}

/**
 * Text in lower case. No non-ASCII letter becomes an ASCII one, as the Kelvin sign would: which of those a server
 * considers equal depends on its database, and a lookup by ASCII letters must find every match.
 */
const folded = (text: string): string =>
	text
		.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
		.replaceAll(/\P{ASCII}/gu, (letter) => {
			const small = letter.toLowerCase();
			return /\p{ASCII}/u.test(small) ? letter : small;
		});

/** Shorter parts occur in most texts, so reading the table is cheaper. */
const SHORTEST_PART = 3;

/**
 * A part that every text equal under the rules contains, for `contains`, which ignores case on every engine. Outside
 * ASCII, case depends on the server's database, and `\` escapes the next character.
 *
 * @returns undefined if no part is long enough
 */
export function commonPart(text: string, { ignoresCase }: TextRules): string | undefined {
	const parts = text.split(ignoresCase ? /[^ -[\]-~]+/ : /[\\\n\t]+/).map((part) => part.trim());
	const longest = maxBy(parts, (part) => part.length) ?? '';
	return longest.length < SHORTEST_PART ? undefined : longest;
}
