import axios from 'axios';
import { randomBytes } from 'node:crypto';

import { demoCredentials } from '../../../demo/credentials';
import type { ExampleWorkflow } from '../../../demo/examples';
import { installN8n } from '../../../demo/installN8n';
import { N8n } from '../../../demo/n8n';
import { N8nRest } from '../../../demo/n8nRest';
import { freePort } from '../../../demo/ports';
import { phase } from '../../../demo/progress';
import type { Sandbox } from '../../../sandbox';
import { Postgres } from './postgres';
import { Redis } from './redis';
import { Worker } from './worker';

/** By default, n8n takes one and a half minutes to notice that a worker is gone. Here, it takes half a minute. */
const NOTICE_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '10000',
};

/**
 * Executions that aren't saved stay in the database until the next clean-up, by default for up to 15 minutes. Here
 * they are counted.
 */
const KEEP_TO_COUNT = { EXECUTIONS_DATA_PRUNE_HARD_DELETE_INTERVAL: '120' };

/**
 * By default, n8n removes a job from the queue as soon as it ends. If the main process is very busy, it isn't
 * listening for that end yet, and never answers the call. This happened in 1 of 600 calls on two full cores, and
 * always if the process is paused for a second again and again. If the job is kept, it is found within 5 seconds.
 */
const MISS_NO_END = {
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: '1000',
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED: '1000',
};

/** Longer than n8n waits before it gives up an execution. */
const ANSWER_TIMEOUT_MS = 150_000;

export interface Answered {
	status: number;
	body: unknown;
}

/** n8n in queue mode: a main process that takes the calls, and two workers that execute, each with this package. */
export class Cluster {
	private constructor(
		readonly workers: [Worker, Worker],
		readonly database: Postgres,
		private readonly main: N8n,
		private readonly port: number,
		private readonly stopAll: () => Promise<void>,
	) {}

	/**
	 * Starts everything, with the demo's credentials for the sandbox and with published workflows.
	 *
	 * @throws if something doesn't start; everything else is stopped again
	 */
	static async start(
		sandbox: Sandbox,
		workflows: ExampleWorkflow[],
		signal: AbortSignal,
	): Promise<Cluster> {
		const installation = await installN8n(signal);
		const toStop: Array<() => Promise<void>> = [];
		const stopAll = async () => {
			for (const stop of toStop.splice(0).reverse()) await stop();
		};
		let isStarted = false;
		try {
			const database = await phase('Start PostgreSQL', () => Postgres.start(signal));
			toStop.push(() => database.stop());
			const redis = await phase('Start Redis', () => Redis.start(signal));
			toStop.push(() => redis.stop());

			const settings = {
				...database.settings,
				...redis.settings,
				...NOTICE_SOON,
				...KEEP_TO_COUNT,
				...MISS_NO_END,
				N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			};
			const create = async () => {
				const n8n = await N8n.create(installation, signal, settings);
				toStop.push(() => n8n.remove());
				return n8n;
			};
			const main = await create();
			await phase('Import the credentials and the workflows', async () => {
				await main.importCredentials(demoCredentials(sandbox));
				await main.importWorkflows(workflows);
			});
			const port = await freePort();
			await phase('Start n8n', async () => {
				await main.startEditor(port);
				const rest = await N8nRest.signIn(port);
				for (const { id } of workflows) await rest.activate(id);
			});
			const workers: [Worker, Worker] = [new Worker(await create()), new Worker(await create())];
			await phase('Start two workers', () => Promise.all(workers.map((worker) => worker.start())));
			isStarted = true;
			return new Cluster(workers, database, main, port, stopAll);
		} finally {
			if (!isStarted) await stopAll();
		}
	}

	/** Everything it has printed. */
	get log(): string {
		return [this.main, ...this.workers].map(({ log }) => log).join('');
	}

	/** n8n's messages about executions that failed through no fault of their nodes. */
	problems(): string[] {
		return this.log.match(/^.*(Problem with execution|Worker errored).*$/gm) ?? [];
	}

	/** Calls a workflow through its webhook. */
	async call(path: string, body: object): Promise<Answered> {
		const { status, data } = await axios.post<unknown>(
			`http://127.0.0.1:${this.port}/webhook/${path}`,
			body,
			{ timeout: ANSWER_TIMEOUT_MS, validateStatus: () => true },
		);
		return { status, body: data };
	}

	/** Stops everything, and leaves nothing behind. */
	async stop(): Promise<void> {
		await this.stopAll();
	}
}
