/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import { kill, start, stop, type ProgramOptions } from './child';

const START_TIMEOUT_MS = 120_000;

/** A program that runs in the background, and what it has printed so far. */
export class Service {
	private printed = '';

	private constructor(private readonly child: ChildProcess) {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
		}
	}

	/**
	 * Starts a program and waits until it is ready.
	 *
	 * @param name its name in an error
	 * @param isReady whether it is ready, judging by what it has printed or otherwise
	 * @throws if it ends before that or takes longer than two minutes, with what it has printed
	 */
	static async start(
		name: string,
		[command, ...args]: string[],
		options: ProgramOptions,
		isReady: (log: string) => boolean | Promise<boolean>,
	): Promise<Service> {
		const service = new Service(start(command, args, options));
		const deadline = Date.now() + START_TIMEOUT_MS;
		let isStarted = false;
		try {
			while (!(await isReady(service.log))) {
				if (service.hasEnded || Date.now() > deadline) {
					throw new Error(`${name} did not start:\n${service.log}`);
				}
				await wait(250, undefined, { signal: options.signal });
			}
			isStarted = true;
			return service;
		} finally {
			if (!isStarted) await service.stop();
		}
	}

	get log(): string {
		return this.printed;
	}

	/** Resolves when it has ended, for whatever reason. */
	async ended(): Promise<void> {
		if (!this.hasEnded) await once(this.child, 'close');
	}

	/**
	 * Asks it to stop and waits until it has.
	 *
	 * @param graceMs how long it may take before it is killed
	 */
	async stop(graceMs?: number): Promise<void> {
		await stop(this.child, graceMs);
	}

	/** Kills it and its children at once, like a power cut. */
	async kill(): Promise<void> {
		await kill(this.child);
	}

	private get hasEnded(): boolean {
		return this.child.exitCode !== null || this.child.signalCode !== null;
	}
}
