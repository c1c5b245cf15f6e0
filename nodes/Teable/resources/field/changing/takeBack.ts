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

/** The outcome of undoing a change, as a sentence and for the report of the run. */
interface TakenBack {
	sentence: string;
	fate: Fate;
}

/** Teable may still be calculating when it answers. */
const PAUSES_MS = [0, 500, 1500];

/**
 * Undoes the change of a field, then reads the field and all its values again, as Teable's own report is not
 * reliable: v2 answers `fulfilled` but keeps choices that it created on the way (measured: `true` where a select was
 * a checkbox) or, according to its source, skips the values if a record was deleted in the meantime. The node
 * restores what Teable leaves behind.
 *
 * @param context with a client whose changes are outside the execution's undo window
 * @param changing the client that made the change, in a window
 * @param field as it was before
 * @param cells its previous values
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

/** Restores the options of a field, including the IDs of its choices. */
const setBack = async (client: TeableClient, table: Table, field: Field) =>
	await convertField(client, table.id, field, wholeDefinition(field));

const AS_BEFORE: TakenBack = { sentence: 'The change was undone.', fate: 'notWritten' };

/** The outcome of a change that was not fully undone. */
function standing(
	answer: UndoAnswer | Error,
	{ name }: Field,
	left: Difference | Error,
): TakenBack {
	if (answer instanceof Error) {
		const fate = fateOf(answer) === 'unknown' ? 'unknown' : 'written';
		return { sentence: `Teable didn't undo the change: ${sentence(answer.message)}`, fate };
	}
	if (left instanceof Error) {
		const unread = `Teable reports that the change was undone, but checking this failed: ${sentence(left.message)}`;
		return { sentence: unread, fate: 'unknown' };
	}
	const { status, errorMessage = '' } = answer;
	if (!Array.isArray(left)) {
		const said =
			status === 'fulfilled'
				? `Teable reports that the change was undone, but field '${name}' still differs from before.`
				: `Teable couldn't undo the change. ${sentence(errorMessage)}`;
		return { sentence: said.trim(), fate: 'written' };
	}
	const values = countOf(left.length);
	return {
		sentence: `The change was undone, but ${values} of '${name}' could not be restored: ${listOf(left)}.`,
		fate: 'written',
	};
}

/** What differs from before: the type of the field, only its options, or only some of its values. */
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
