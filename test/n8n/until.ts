/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import { setTimeout as wait } from 'node:timers/promises';

import { stopWithTests } from './stopWithTests';

const DEADLINE_MS = 90_000;

/**
 * Waits until something is true.
 *
 * @param otherwise the error if it isn't true after 90 seconds
 */
export async function until(
	isSo: () => boolean | Promise<boolean>,
	otherwise: string,
): Promise<void> {
	const deadline = Date.now() + DEADLINE_MS;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`${otherwise} within ${DEADLINE_MS / 1000} s.`);
		await wait(500, undefined, { signal: stopWithTests });
	}
}
