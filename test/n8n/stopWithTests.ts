/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */

const stopped = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(name, () => stopped.abort());
}

/** Aborts when the tests are stopped from outside, so that no n8n stays behind: it runs in a process group of its own. */
export const stopWithTests: AbortSignal = stopped.signal;
