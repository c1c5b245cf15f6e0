import { uniqBy, upperFirst } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { likelyBaseId } from '../../../../fields/locators/chosenIds';
import type { TeableClient } from '../../../../teable/http/client';
import type { Candidate, Candidates } from '../../../../teable/reading/names/candidates';
import type { LinkedTable } from '../../../../teable/reading/names/linkedRecords';
import type { Directory, Given } from '../../../../teable/reading/names/references';
import {
	ambiguousName,
	entriesOf,
	fetchDirectories,
	textOf,
	unknownName,
} from '../../../../teable/reading/names/references';
import { isTeableId } from '../../../../teable/schema/id';
import type { Field, Table } from '../../../../teable/schema/table';
import { takesSeveral } from '../../../../teable/schema/table';
import { quoted } from '../../../../values/quoted';
import type { Row } from '../row';
import { createLinked } from '../missingLinks';

/** Titles of linked records that do not exist yet, by row and field. */
type Missing = Map<Row, Map<Field, string[]>>;

/** Creates the missing linked records. A record that cannot be created becomes a fault of the row. */
export type CreateMissing = () => Promise<void>;

/**
 * Resolves the links and users in the rows to IDs, for all rows in few requests. Unknown and ambiguous names are
 * faults of the row. If the credential cannot read the linked table or the users, the values are sent to Teable
 * unresolved, and the answer is compared with them.
 *
 * @param createsMissing whether missing linked records are to be created, instead of being faults
 * @returns a function that creates them, to be called once all rows have been checked
 */
export async function findReferences(
	client: TeableClient,
	table: Table,
	rows: Row[],
	createsMissing: boolean,
): Promise<CreateMissing> {
	const missing: Missing = new Map();
	const fields = table.fields.filter(({ id }) => rows.some(({ references }) => id in references));
	if (fields.length === 0) return async () => {};
	const given = rows.flatMap(({ references }) =>
		fields
			.filter(({ id }) => id in references)
			.map((field) => givenFor(field, references[field.id])),
	);
	const baseId = likelyBaseId(rows[0].context.param);
	const directories = await fetchDirectories(client, table, given, baseId);
	for (const row of rows) {
		for (const field of fields) {
			if (!(field.id in row.references)) continue;
			const directory = directories.get(field) as Directory;
			if (!directory.candidates) leaveToTeable(row, field);
			else await resolve(row, field, directory.candidates, createsMissing ? missing : undefined);
		}
	}
	return async () => await createMissing(client, directories, missing);
}

/** The value for a column. Text is split at commas only if the column accepts several values. */
const givenFor = (field: Field, value: unknown): Given => ({
	...{ field, value, isSeveral: takesSeveral(field) },
});

/** What a link or user column accepts, if the value has the wrong form; undefined if it can be looked up. */
export function badReference(field: Field, value: unknown, strict: boolean): string | undefined {
	const isLink = field.type === 'link';
	const form = isLink ? /^rec[A-Za-z0-9]{16}$/ : /^usr[A-Za-z0-9]+$/;
	const entries = entriesOf(givenFor(field, value));
	const usable = (entry: unknown) =>
		typeof entry === 'object' && entry !== null
			? form.test(String((entry as IDataObject).id))
			: !strict && (typeof entry === 'string' || typeof entry === 'number');
	if (entries.length > 0 && entries.every(usable)) return undefined;
	const accepts = isLink
		? 'the ID (rec…) or the title of a record in the linked table'
		: 'the ID (usr…), the name or the email address of a user of this base';
	return strict
		? `${accepts.replace(/ or the .*| ?, the .*/, '')} as an object with 'id'`
		: accepts;
}

async function resolve(
	row: Row,
	field: Field,
	candidates: Candidates,
	missing: Missing | undefined,
): Promise<void> {
	const entries = entriesOf(
		givenFor(field, row.references[field.id]),
		(text) => candidates.named(text).length > 0,
	);
	const found: Candidate[] = [];
	const faults: string[] = [];
	const titles: string[] = [];
	for (const entry of entries) {
		const text = textOf(entry);
		const named = candidates.named(text);
		if (named.length === 1) found.push(named[0]);
		else if (named.length === 0 && missing && isNewTitle(field, entry)) titles.push(text);
		else if (named.length > 1) faults.push(ambiguousName(field, text, named));
		else faults.push(await unknownName(field, text, candidates));
	}
	const distinct = uniqBy(found, ({ id }) => id);
	const count = distinct.length + new Set(titles).size;
	if (count > 1 && !takesSeveral(field)) {
		faults.push(`it accepts one ${nounOf(field)}, but ${count} are given`);
	}
	if (faults.length > 0) {
		const given = quoted(row.references[field.id]);
		row.faults.push({
			problem: `${given} isn't valid for '${field.name}'`,
			remedy: `${upperFirst(faults.join('; '))}.`,
		});
		return;
	}
	row.fields[field.id] = cellOf(row, field, distinct);
	if (titles.length > 0 && missing) {
		missing.set(row, (missing.get(row) ?? new Map<Field, string[]>()).set(field, titles));
	}
}

const nounOf = ({ type }: Field): string => (type === 'link' ? 'linked record' : 'user');

const isNewTitle = ({ type }: Field, entry: unknown): boolean =>
	type === 'link' && typeof entry !== 'object' && !isTeableId('rec', String(entry));

const cellOf = ({ context }: Row, field: Field, found: Candidate[]): unknown => {
	// Without typecast, Teable rejects a user without a title. The output of a dry run is read by people.
	const isTitled = field.type === 'user' || context.client.isDryRun;
	const cells = found.map(({ id, title }) => (isTitled ? { id, title } : { id }));
	return takesSeveral(field) ? cells : cells[0];
};

/** Leaves the lookup to Teable, which silently drops unknown values. */
function leaveToTeable(row: Row, field: Field): void {
	const given = entriesOf(givenFor(field, row.references[field.id]));
	row.fields[field.id] = takesSeveral(field) ? given : given[0];
	row.typecast ||= given.some(
		(entry) =>
			typeof entry !== 'object' || (field.type === 'user' && !(entry as IDataObject).title),
	);
}

/** Creates the missing records, one per title, and links the rows to them. */
async function createMissing(
	client: TeableClient,
	directories: Map<Field, Directory>,
	missing: Missing,
): Promise<void> {
	const wanted = new Map<LinkedTable, Set<string>>();
	const good = [...missing].filter(([{ faults }]) => faults.length === 0);
	for (const [, byField] of good) {
		for (const [field, titles] of byField) {
			const linked = directories.get(field)?.linked as LinkedTable;
			wanted.set(linked, new Set([...(wanted.get(linked) ?? []), ...titles]));
		}
	}
	const failures = new Map<LinkedTable, Map<string, string>>();
	for (const [linked, titles] of wanted) {
		failures.set(linked, await createLinked(client, linked, [...titles]));
	}
	for (const [row, byField] of good) {
		for (const [field, titles] of byField) {
			const linked = directories.get(field)?.linked as LinkedTable;
			const failed = titles.find((title) => failures.get(linked)?.has(title));
			if (failed !== undefined) {
				row.faults.push({
					problem: `The linked record ${quoted(failed)} for '${field.name}' could not be created`,
					remedy: String(failures.get(linked)?.get(failed)),
				});
				continue;
			}
			const made = titles.map((title) => linked.records.named(title)[0]);
			const others = [row.fields[field.id] ?? []].flat() as Candidate[];
			row.fields[field.id] = cellOf(
				row,
				field,
				uniqBy([...others, ...made], ({ id }) => id),
			);
		}
	}
}
