/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, outside n8n, and starts n8n */
import { pick } from 'lodash';
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/** How long a program may take to stop before it is killed. */
const GRACE_MS = 10_000;

export interface ProgramOptions extends Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> {
	/** Stops the program and its children when aborted. */
	signal?: AbortSignal;
}

export interface Ended {
	exitCode: number | null;
	stdout: string;
	stderr: string;
}

/**
 * Starts a program in its own process group. Ctrl-C in the terminal then stops it only once, through
 * `options.signal`, and stopping it also stops its children.
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

/** Asks a program and its children to stop, kills them after a while, and waits until they have stopped. */
export async function stop(child: ChildProcess, graceMs = GRACE_MS): Promise<void> {
	const killer = setTimeout(() => void kill(child), graceMs);
	await end(child, 'SIGTERM');
	clearTimeout(killer);
}

/** Kills a program and its children at once. */
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
 * Runs a program until it ends.
 *
 * @returns its output and its exit code, also after a failure
 * @throws if it can't be started, or if `options.signal` was aborted
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
		// ESRCH: the group has ended in the meantime.
	}
}
