import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import type { Recovery } from '../http/recovery';

/** What Teable answers to an undo (1.10 and July 2026). */
export interface Undone {
	/** `empty`: there is nothing left to take back; `failed`: Teable could not, or v2 has nothing left. */
	status: 'fulfilled' | 'empty' | 'failed';
	errorMessage?: string;
}

/**
 * Takes back the last change that was sent under the window of the client, in one table. Whoever changed the
 * same cells later is overwritten, and Teable asks for no more than the scope `table|read`.
 *
 * @param client one that `inWindow` gave
 * @param look finds out whether the change was taken back, where the answer is lost
 */
export async function undoOnce(
	client: TeableClient,
	tableId: string,
	look?: Recovery<Undone>['look'],
): Promise<Undone> {
	return await client.post<Undone>(
		path`/table/${tableId}/undo-redo/undo`,
		{},
		{ fits: (answer) => STATUSES.has(answer?.status), look },
	);
}

const STATUSES = new Set(['fulfilled', 'empty', 'failed']);
