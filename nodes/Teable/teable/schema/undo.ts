import type { NodeApiError } from 'n8n-workflow';

import { fateOf, withFate } from '../../fate';
import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import type { Recovery } from '../http/recovery';
import { fetchEngine } from './engine';

/** What Teable answers to an undo (1.10 and July 2026). */
export interface UndoAnswer {
	status: 'fulfilled' | 'empty' | 'failed';
	/** Why it failed. */
	errorMessage?: string;
}

const STATUSES = new Set(['fulfilled', 'empty', 'failed']);

/**
 * Takes back the newest change that was sent in the window of the client, in one table. Whoever changed the
 * same cells later is overwritten, and Teable asks for no more than the scope `table|read`.
 *
 * @param client one that `inWindow` gave
 * @param look finds out whether it was taken back, where the answer is lost
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

/** What became of the changes of a window in one table. */
export interface Undone {
	/** How many were taken back; each was one request, of up to 1,000 records. */
	undone: number;
	/** How many more may have been: their answers were lost. */
	unanswered: number;
	/** Why Teable could not take others back. */
	failures: string[];
	/** Whether there is nothing left, as far as Teable remembers it. */
	isEmpty: boolean;
}

/** Teable remembers no more changes of a window in one table (measured on each engine). */
export const MOST_REMEMBERED = 200;

/** What v2 answers once nothing is left: its old engine stumbles over what v2 created and has deleted again. */
const NOTHING_LEFT_ON_V2 = 'Can not get record';

/** After so many lost answers in a row there is no use in going on. */
const MOST_UNANSWERED = 3;

/**
 * Takes back, newest first, all that was sent in the window of the client, in one table. A change that v2 cannot
 * take back is passed over; elsewhere it keeps those before it from being taken back.
 *
 * @throws when Teable refuses or does not answer; the message then says how far it came
 */
export async function undoAll(client: TeableClient, tableId: string): Promise<Undone> {
	const so: Undone = { undone: 0, unanswered: 0, failures: [], isEmpty: false };
	let lost = 0;
	while (so.undone + so.failures.length < MOST_REMEMBERED) {
		const answer = await undoOnce(client, tableId).catch((error: NodeApiError) => {
			// The next undo goes on where Teable is, whether it took a change back or not.
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
	const before = `${undone} ${undone === 1 ? 'change was' : 'changes were'} taken back before.`;
	error.message += ` ${before} Run it again to go on.`;
	return withFate(error, 'unknown');
}
