/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, outside n8n, and starts n8n */
import { pick } from 'lodash';
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/** How long a program may take to end by itself before it is killed. */
const GRACE_MS = 10_000;

export interface ProgramOptions extends Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> {
	/** Aborting it stops the program and all it started. */
	signal?: AbortSignal;
}

export interface Ended {
	exitCode: number | null;
	stdout: string;
	stderr: string;
}

/**
 * Starts a program in a process group of its own: Ctrl-C in the terminal then reaches it only through
 * `options.signal`, once, and stopping it stops its children too.
 */
export function start(command: string, args: string[], options: ProgramOptions): ChildProcess {
	options.signal?.throwIfAborted();
	const child = spawn(command, args, {
		...pick(options, 'cwd', 'env', 'uid', 'gid'),
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const onAbort = () => void stop(child);
	options.signal?.addEventListener('abort', onAbort, { once: true });
	child.once('close', () => options.signal?.removeEventListener('abort', onAbort));
	return child;
}

/** Asks a started program and its children to end, kills what is left after a while, and waits until it has ended. */
export async function stop(child: ChildProcess, graceMs = GRACE_MS): Promise<void> {
	const killer = setTimeout(() => void kill(child), graceMs);
	await end(child, 'SIGTERM');
	clearTimeout(killer);
}

/** Ends a started program and its children at once, without asking them. */
export async function kill(child: ChildProcess): Promise<void> {
	await end(child, 'SIGKILL');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'close');
	signalGroup(child.pid, signal);
	await ended;
}

/**
 * Runs a program to its end.
 *
 * @returns what it printed and its exit code, whatever that is
 * @throws when it cannot be started, or `options.signal` was aborted
 */
export async function run(
	command: string,
	args: string[],
	options: ProgramOptions,
): Promise<Ended> {
	const child = start(command, args, options);
	const printed = { stdout: '', stderr: '' };
	child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
	await once(child, 'close');
	options.signal?.throwIfAborted();
	return { exitCode: child.exitCode, ...printed };
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch {
		// ESRCH: the whole group has ended in the meantime.
	}
}
