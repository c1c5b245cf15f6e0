import { isEqual } from 'lodash';
import { sleep } from 'n8n-workflow';

import { attemptAsync } from '../../../core/attempt';
import type { ItemContext } from '../../../core/operation';
import type { Fate } from '../../../fate';
import { fateOf } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { sentence } from '../../../teable/http/explanations';
import {
	convertField,
	readField,
	wholeDefinition,
} from '../../../teable/schema/fields/convertField';
import type { Field, Table } from '../../../teable/schema/table';
import type { UndoAnswer } from '../../../teable/schema/undo';
import { undoOnce } from '../../../teable/schema/undo';
import type { Cells, Loss } from './losses';
import { countOf, listOf, readCells } from './losses';
import { writeBack } from './writeBack';

/** What became of a change that was to be taken back, in a sentence and for the report of the run. */
interface TakenBack {
	sentence: string;
	fate: Fate;
}

/** Teable may still be calculating when it answers. */
const PAUSES_MS = [0, 500, 1500];

/**
 * Takes back the change of a field, and reads it and all its values again: that Teable says so is no proof. What Teable
 * leaves is put right as it was read: v2 says `fulfilled`, and leaves the field with choices that it has made on the
 * way (measured: `true` where a select was a checkbox), or, by its source, gives up before the values once a record has
 * been deleted meanwhile.
 *
 * @param context with a client whose changes no undo of the execution finds
 * @param changing the client that the change was sent with, in a window
 * @param field as it was before
 * @param cells what it held before
 */
export async function takeBack(
	context: ItemContext<TeableClient>,
	changing: TeableClient,
	table: Table,
	field: Field,
	cells: Cells,
): Promise<TakenBack> {
	const look = async () => await differenceTo(context.client, table, field, cells);
	const answer = await attemptAsync(
		async () =>
			await undoOnce(changing, table.id, async () =>
				(await look()) === undefined ? { status: 'fulfilled' } : undefined,
			),
	);
	const isSaidDone = !(answer instanceof Error) && answer.status === 'fulfilled';
	let left: Difference | undefined | Error;
	for (const pause of PAUSES_MS) {
		await sleep(pause);
		left = await attemptAsync(look);
		if (left === undefined || !isSaidDone) break;
	}
	if (left === 'options') {
		await attemptAsync(async () => await setBack(context.client, table, field));
		left = await attemptAsync(look);
	}
	if (Array.isArray(left)) {
		await writeBack(context, table, field, left);
		left = await attemptAsync(look);
	}
	return left === undefined ? AS_BEFORE : standing(answer, field, left);
}

/** Gives a field the options that it had, in which its choices have their IDs. */
const setBack = async (client: TeableClient, table: Table, field: Field) =>
	await convertField(client, table.id, field, wholeDefinition(field));

const AS_BEFORE: TakenBack = { sentence: 'All is as it was before.', fate: 'notWritten' };

/** What to say of a change that is not wholly taken back. */
function standing(
	answer: UndoAnswer | Error,
	{ name }: Field,
	left: Difference | Error,
): TakenBack {
	if (answer instanceof Error) {
		const fate = fateOf(answer) === 'unknown' ? 'unknown' : 'written';
		return { sentence: `Teable did not take it back: ${sentence(answer.message)}`, fate };
	}
	if (left instanceof Error) {
		const unread = `Teable says that it has taken it back, and that could not be looked up: ${sentence(left.message)}`;
		return { sentence: unread, fate: 'unknown' };
	}
	const { status, errorMessage = '' } = answer;
	if (!Array.isArray(left)) {
		const said =
			status === 'fulfilled'
				? `Teable says that it has taken it back, but the field '${name}' is not what it was.`
				: `Teable could not take it back. ${sentence(errorMessage)}`;
		return { sentence: said.trim(), fate: 'written' };
	}
	const values = countOf(left.length);
	return {
		sentence: `Teable has taken it back, but did not take ${values} that '${name}' held: ${listOf(left)}.`,
		fate: 'written',
	};
}

/** What is not as it was: the type of the field, only its options, or only some of its values. */
type Difference = 'type' | 'options' | Loss[];

async function differenceTo(
	client: TeableClient,
	table: Table,
	field: Field,
	cells: Cells,
): Promise<Difference | undefined> {
	const now = await readField(client, table.id, field.id);
	if (now.type !== field.type) return 'type';
	if (!isEqual(wholeDefinition(now), wholeDefinition(field))) return 'options';
	const held = await readCells(client, table, field);
	const others = [...held].flatMap(([recordId, after]) => {
		const before = cells.get(recordId);
		return before === undefined || isEqual(before, after) ? [] : [{ recordId, before, after }];
	});
	return others.length === 0 ? undefined : others;
}
