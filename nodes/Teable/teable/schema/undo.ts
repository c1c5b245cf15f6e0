import type { NodeApiError } from 'n8n-workflow';

import { fateOf, withFate } from '../../fate';
import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import type { Recovery } from '../http/recovery';
import { fetchEngine } from './engine';

/** Teable's answer to an undo (1.10 and July 2026). */
export interface UndoAnswer {
	status: 'fulfilled' | 'empty' | 'failed';
	/** Why it failed. */
	errorMessage?: string;
}

const STATUSES = new Set(['fulfilled', 'empty', 'failed']);

/**
 * Undoes the newest change that was sent in the window of the client, in one table. It overwrites later changes of the
 * same cells by others, and Teable requires only the scope `table|read`.
 *
 * @param client a client from `inWindow`
 * @param look finds out whether the change was undone, if the answer is lost
 */
export async function undoOnce(
	client: TeableClient,
	tableId: string,
	look?: Recovery<UndoAnswer>['look'],
): Promise<UndoAnswer> {
	return await client.post<UndoAnswer>(
		path`/table/${tableId}/undo-redo/undo`,
		{},
		{ look, fits: (answer) => STATUSES.has(answer?.status) },
	);
}

/** Which changes of a window in one table were undone. */
export interface Undone {
	/** How many were undone. Each was one request, of up to 1,000 records. */
	undone: number;
	/** How many more may have been undone, because their answers were lost. */
	unanswered: number;
	/** Why Teable could not undo others. */
	failures: string[];
	/** Whether nothing is left to undo, as far as Teable remembers. */
	isEmpty: boolean;
}

/** The maximum number of changes that Teable remembers for a window and a table (measured on each engine). */
export const MOST_REMEMBERED = 200;

/** The answer of v2 once nothing is left: its old engine fails on records that v2 created and deleted. */
const NOTHING_LEFT_ON_V2 = 'Can not get record';

/** After this many lost answers in a row, the node stops. */
const MOST_UNANSWERED = 3;

/**
 * Undoes all changes that were sent in the window of the client, in one table, newest first. v2 skips changes that it
 * cannot undo. On other engines, earlier changes then cannot be undone either.
 *
 * @throws if Teable refuses or does not answer; the message then says how many changes were undone
 */
export async function undoAll(client: TeableClient, tableId: string): Promise<Undone> {
	const so: Undone = { undone: 0, unanswered: 0, failures: [], isEmpty: false };
	let lost = 0;
	while (so.undone + so.failures.length < MOST_REMEMBERED) {
		const answer = await undoOnce(client, tableId).catch((error: NodeApiError) => {
			// The next undo continues from Teable's own position, whether this one succeeded or not.
			lost += 1;
			if (fateOf(error) !== 'unknown' || lost === MOST_UNANSWERED) throw howFar(error, so);
			so.unanswered += 1;
			return undefined;
		});
		if (answer === undefined) continue;
		lost = 0;
		if (answer.status === 'fulfilled') {
			so.undone += 1;
			continue;
		}
		if (answer.status === 'empty') return { ...so, isEmpty: true };
		const isV2 = (await allowed(fetchEngine(client, tableId))) === 'v2';
		const { errorMessage = '' } = answer;
		if (isV2 && errorMessage === NOTHING_LEFT_ON_V2) return { ...so, isEmpty: true };
		so.failures.push(errorMessage);
		if (!isV2) break;
	}
	return so;
}

function howFar<E extends Error>(error: E, { undone, unanswered }: Undone): E {
	if (undone + unanswered === 0) return error;
	error.message += ` ${countUndone(undone)} before. Run it again to continue.`;
	return withFate(error, 'unknown');
}

/** "3 changes were undone", for messages. */
export const countUndone = (undone: number): string =>
	undone === 1 ? '1 change was undone' : `${undone} changes were undone`;
