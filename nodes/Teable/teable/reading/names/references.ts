import type { IDataObject } from 'n8n-workflow';

import { quoted } from '../../../values/quoted';
import { several } from '../../../values/several';
import type { TeableClient } from '../../http/client';
import type { Field, Table } from '../../schema/table';
import type { Candidate, Candidates } from './candidates';
import type { LinkedTable } from './linkedRecords';
import { fetchLinked } from './linkedRecords';
import { fetchUsers } from './users';

/** Where the references of a column are looked up. */
export interface Directory {
	candidates: Candidates | undefined;
	/** Only for a link. */
	linked?: LinkedTable;
}

/** The value for a column of links or users, and whether a string can contain several, separated by commas. */
export interface Given {
	field: Field;
	value: unknown;
	isSeveral: boolean;
}

/** The single references in a value. A string that is a single name is one, even with a comma in it. */
export const entriesOf = (
	{ value, isSeveral }: Pick<Given, 'value' | 'isSeveral'>,
	isName?: (text: string) => boolean,
): unknown[] => several(value, isName, isSeveral ? undefined : (text) => [text]);

/** The string of a reference. For an object from a cell, it is the ID. */
export const textOf = (reference: unknown): string =>
	typeof reference === 'object' ? String((reference as IDataObject).id) : String(reference);

/**
 * Where to look up the references of each column, with one lookup per linked table and one for users.
 *
 * @param chosenBaseId the base that was chosen in the node, if any
 */
export async function fetchDirectories(
	client: TeableClient,
	table: Table,
	given: Given[],
	chosenBaseId: string | undefined,
): Promise<Map<Field, Directory>> {
	const groups = new Map<string, Given[]>();
	for (const one of given) {
		const { foreignTableId, lookupFieldId } = one.field.options ?? {};
		const isLink = one.field.type === 'link';
		const key = isLink ? JSON.stringify([foreignTableId, lookupFieldId]) : 'users';
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	const directories = new Map<Field, Directory>();
	for (const [key, members] of groups) {
		const directory =
			key === 'users'
				? { candidates: await fetchUsers(client, table.id, chosenBaseId) }
				: await linkedTo(client, members);
		for (const { field } of members) directories.set(field, directory);
	}
	return directories;
}

async function linkedTo(client: TeableClient, given: Given[]): Promise<Directory> {
	const texts = new Set(given.flatMap(textsIn));
	const linked = await fetchLinked(client, given[0].field, [...texts]);
	return { candidates: linked?.records, linked };
}

/** Every text to look up: the entries, and the whole string, because a title can contain commas. */
const textsIn = ({ value, isSeveral }: Given): string[] => [
	...(typeof value === 'string' ? [value, value.trim()] : []),
	...entriesOf({ value, isSeveral }).flatMap((entry) => {
		const text = textOf(entry);
		return [text, text.trim()];
	}),
];

/** Says that nothing has a name, and names some that exist, if possible similar ones. */
export async function unknownName(
	{ type }: Pick<Field, 'type'>,
	text: string,
	candidates: Candidates,
): Promise<string> {
	const like = (await candidates.like(text)).map(({ id, title }) => `${quoted(title)} (${id})`);
	const what =
		type === 'link'
			? `the linked table has no record ${quoted(text)}`
			: `this base has no user ${quoted(text)}`;
	return like.length === 0 ? what : `${what}; it has, for example, ${like.join(', ')}`;
}

/** Says that several have the same name, but only one is expected. */
export function ambiguousName(
	{ type }: Pick<Field, 'type'>,
	text: string,
	named: Candidate[],
): string {
	const some = named.slice(0, MOST_NAMED).map(({ id }) => id);
	const ids = `${some.join(', ')}${named.length > MOST_NAMED ? ', …' : ''}`;
	return `${named.length} ${type === 'link' ? 'linked records' : 'users'} are named ${quoted(text)} (${ids}), so use an ID instead`;
}

/** How many IDs of equal names the message contains. */
const MOST_NAMED = 5;
