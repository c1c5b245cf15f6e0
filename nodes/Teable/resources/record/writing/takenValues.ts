import { attemptAsync } from '../../../core/attempt';
import { NOT_BEGUN } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { holdsExactly } from '../../../teable/schema/cells/heldCell';
import type { Field, Table } from '../../../teable/schema/table';
import { isMatchable, isWritable } from '../../../teable/schema/table';
import { isNothing, quoted } from '../../../values/quoted';
import type { HeldRecords } from '../finding/heldRecords';
import { Matches, findMatches } from '../finding/match';
import { exactRules } from '../finding/textRules';
import type { Row } from './row';

/** A row that is written into a record, or into a new one. */
type Write = Row & { recordId?: string };

interface Known {
	/** The columns whose values were just looked up without finding a record. */
	lookedUp?: Field[];
	/** The current state of the records to change. */
	held?: HeldRecords;
}

/**
 * Finds the rows that Teable would reject because a column must be unique: another record already has the value, or
 * an earlier row writes it. If the credential may not read records, this is left to Teable.
 *
 * @param rows one per record
 * @returns the error, by row
 */
export async function findTaken<Of extends Write>(
	client: TeableClient,
	table: Table,
	rows: Of[],
	known: Known,
): Promise<Map<Of, Error>> {
	const refused = new Map<Of, Error>();
	const fields = table.fields.filter(
		(field) => field.unique === true && isWritable(field) && isMatchable(field),
	);
	for (const field of fields) {
		const found = await attemptAsync(
			async () => await findTakenOf(client, table, field, rows, known),
		);
		if (found instanceof Error) continue;
		for (const [row, error] of found) if (!refused.has(row)) refused.set(row, error);
	}
	return refused;
}

async function findTakenOf<Of extends Write>(
	client: TeableClient,
	table: Table,
	field: Field,
	rows: Of[],
	{ lookedUp = [], held }: Known,
): Promise<Map<Of, Error>> {
	const refused = new Map<Of, Error>();
	const changing = rows.filter(({ fields }) => field.id in fields);
	const writes = changing.filter(({ fields }) => !isNothing(fields[field.id]));
	if (writes.length === 0) return refused;

	const sought = writes.map(({ context, fields }) => ({
		...{ context, match: { [field.id]: fields[field.id] } },
	}));
	const rules = await exactRules(client, table, [field], sought);
	const isFree = lookedUp.length === 1 && lookedUp[0].id === field.id;
	const holders = isFree
		? new Matches([field], rules)
		: await findMatches(client, table, [field], sought, rules);
	const given = new Matches([field], rules);
	// A record that is changed in the same run may no longer have the value.
	const changed = new Set(changing.map(({ recordId }) => recordId));
	const isHeld = (id: string, cell: unknown) => {
		const record = held?.get(id);
		return record === undefined || holdsExactly(field, cell, record.fields[field.id]);
	};
	for (const [index, row] of writes.entries()) {
		const { fields, context } = row;
		const cell = fields[field.id];
		const holder = holders.of(sought[index]).find((id) => !changed.has(id) && isHeld(id, cell));
		const [earlier] = given.of(sought[index]);
		const item = String(context.param.itemIndex);
		if (holder !== undefined) refused.set(row, taken(row, field, heldBy(holder)));
		else if (earlier === item) refused.set(row, taken(row, field, ONE_ITEM));
		else if (earlier) refused.set(row, taken(row, field, alsoIn(earlier)));
		else given.add(sought[index].match, item);
	}
	return refused;
}

const taken = ({ context, fields }: Write, { id, name }: Field, remedy: string): Error =>
	context.param.failure(
		`${quoted(fields[id])} isn't valid for '${name}', whose values must be unique`,
		remedy,
	);

const heldBy = (recordId: string): string =>
	`Record ${recordId} already has this value. Use another value, or update that record.`;

const alsoIn = (item: string): string =>
	`Item ${item} has the same value. Use a different value for each item.`;

const ONE_ITEM = 'The item would write it to several records. Match only one record.';

/**
 * Writes the rows that are not refused. If errors stop the run and a row is refused, nothing is written.
 *
 * @returns the outcome of each row, in order
 */
export async function writeOthers<Of, Outcome>(
	rows: Of[],
	refused: Map<Of, Error>,
	keepGoing: boolean,
	write: (others: Of[]) => Promise<Array<Outcome | Error>>,
): Promise<Array<Outcome | Error>> {
	if (refused.size > 0 && !keepGoing) return rows.map((row) => refused.get(row) ?? NOT_BEGUN);
	const written = (await write(rows.filter((row) => !refused.has(row)))).values();
	return rows.map((row) => refused.get(row) ?? (written.next().value as Outcome | Error));
}
