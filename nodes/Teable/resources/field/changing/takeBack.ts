import { isEqual } from 'lodash';
import { sleep } from 'n8n-workflow';

import { attemptAsync } from '../../../core/attempt';
import type { Fate } from '../../../fate';
import { fateOf } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { sentence } from '../../../teable/http/explanations';
import { readField, wholeDefinition } from '../../../teable/schema/convertField';
import type { Field, Table } from '../../../teable/schema/table';
import { undoOnce } from '../../../teable/schema/undo';
import type { Cells } from './losses';
import { readCells } from './losses';

/** What became of a change that was to be taken back, in a sentence and for the report of the run. */
interface TakenBack {
	sentence: string;
	fate: Fate;
}

/** Teable may still be calculating when it answers. */
const PAUSES_MS = [0, 500, 1500];

/**
 * Takes back the change of a field, and reads it and all its values again: that Teable says so is no proof.
 *
 * @param client the one that the change was sent with, in a window
 * @param field as it was before
 * @param cells what it held before
 */
export async function takeBack(
	client: TeableClient,
	table: Table,
	field: Field,
	cells: Cells,
): Promise<TakenBack> {
	const difference = async () => await differenceTo(client, table, field, cells);
	const answer = await attemptAsync(
		async () =>
			await undoOnce(client, table.id, async () =>
				(await difference()) === undefined ? { status: 'fulfilled' } : undefined,
			),
	);
	if (answer instanceof Error) {
		const fate = fateOf(answer) === 'unknown' ? 'unknown' : 'written';
		return stands(`Teable did not take it back: ${sentence(answer.message)}`, fate);
	}
	if (answer.status !== 'fulfilled') {
		return stands(`Teable could not take it back. ${sentence(answer.errorMessage ?? '')}`.trim());
	}
	let left: string | Error | undefined;
	for (const pause of PAUSES_MS) {
		await sleep(pause);
		left = await attemptAsync(difference);
		if (left === undefined) return { sentence: 'All is as it was before.', fate: 'notWritten' };
	}
	return left instanceof Error
		? stands(
				`Teable says that it has taken it back, and that could not be looked up: ${sentence(left.message)}`,
				'unknown',
			)
		: stands(`Teable says that it has taken it back, but ${left}.`);
}

const stands = (reason: string, fate: Fate = 'written'): TakenBack => ({ sentence: reason, fate });

/** What is not as it was, as the end of a sentence. */
async function differenceTo(
	client: TeableClient,
	table: Table,
	field: Field,
	cells: Cells,
): Promise<string | undefined> {
	const now = await readField(client, table.id, field.id);
	if (!isEqual(wholeDefinition(now), wholeDefinition(field))) {
		return `the field '${field.name}' is not what it was`;
	}
	const held = await readCells(client, table, field);
	const others = [...held].filter(([id, cell]) => cells.has(id) && !isEqual(cells.get(id), cell));
	if (others.length === 0) return undefined;
	const [[recordId]] = others;
	return others.length === 1
		? `one value of the field '${field.name}' is not what it was, in ${recordId}`
		: `${others.length} values of the field '${field.name}' are not what they were, the first in ${recordId}`;
}
