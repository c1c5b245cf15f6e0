/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, outside n8n, and prints */

/**
 * Runs a script with a signal that Ctrl-C and SIGTERM abort, so that it can stop what it has started. If the script
 * fails, prints why and sets exit code 1.
 */
export async function untilStopped(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
	const stopped = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, () => stopped.abort());
	}
	try {
		await work(stopped.signal);
	} catch (error) {
		process.exitCode = 1;
		console.error(stopped.signal.aborted ? 'Stopped.' : (error as Error).message);
	}
}
