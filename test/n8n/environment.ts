/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { TestEnvironment } from 'jest-environment-node';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Tells the tests when they are stopped from outside: they see only a copy of `process`, which receives no signals.
 */
export default class N8nEnvironment extends TestEnvironment {
	private readonly stopped = new AbortController();
	private readonly onSignal = () => this.stopped.abort();

	override async setup(): Promise<void> {
		await super.setup();
		for (const name of SIGNALS) process.once(name, this.onSignal);
		this.global.stopWithTests = this.stopped.signal;
	}

	override async teardown(): Promise<void> {
		for (const name of SIGNALS) process.off(name, this.onSignal);
		await super.teardown();
	}
}
