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
	/** Columns for whose values no record was found just now. */
	lookedUp?: Field[];
	/** What the records hold that are changed. */
	held?: HeldRecords;
}

/**
 * Finds the rows that Teable would refuse because of a column that takes each value once: another record has the
 * value, or an earlier row gives it to another one. Where the credential may not read, Teable itself has to say so.
 *
 * @param rows each of another record
 * @returns why, by row
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
	// A record that is changed itself may be rid of the value by then.
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
		if (holder !== undefined) refused.set(row, taken(row, field, `Record ${holder} has it.`));
		else if (earlier === item)
			refused.set(row, taken(row, field, 'The item changes several records.'));
		else if (earlier) refused.set(row, taken(row, field, `Item ${earlier} has it, too.`));
		else given.add(sought[index].match, item);
	}
	return refused;
}

const taken = ({ context, fields }: Write, field: Field, reason: string): Error =>
	context.param.failure(
		`'${field.name}' takes each value once, and ${quoted(fields[field.id])} is taken`,
		reason,
	);

/**
 * Writes the rows that are not refused.
 *
 * @returns what became of each row, in order; where errors stop, nothing is written if one is refused
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
