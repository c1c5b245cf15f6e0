/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, outside n8n, and prints */

/**
 * Runs a script's work, with a signal that Ctrl-C and a polite kill abort, so that it can stop what it
 * started. When the work fails, prints why and lets the process end with exit code 1.
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
