import type { N8n } from '../../../demo/n8n';
import type { Service } from '../../../demo/service';

/** How long it may take to finish its executions when it is stopped. n8n itself allows 30 seconds. */
const GRACE_MS = 45_000;

/** One worker, across restarts. */
export class Worker {
	private readonly starts: Service[] = [];

	constructor(private readonly n8n: N8n) {}

	async start(): Promise<void> {
		this.starts.push(await this.n8n.startWorker());
	}

	/** Stops it gently: it takes no more executions, and finishes those it has. */
	async stop(): Promise<void> {
		await this.starts.at(-1)?.stop(GRACE_MS);
	}

	/** Whether it is stopping, no longer takes executions, and waits for that many to finish. */
	isFinishing(count: number): boolean {
		return this.log.includes(`Waiting for ${count} active executions to finish`);
	}

	/** Kills it during its executions. */
	async kill(): Promise<void> {
		await this.starts.at(-1)?.kill();
	}

	/** The executions that it has started, by n8n's ID. */
	begun(): string[] {
		return this.logged(/Worker started execution (\d+)/g);
	}

	/** Those that it has started and not finished. */
	unfinished(): string[] {
		const finished = new Set(this.logged(/Worker finished execution (\d+)/g));
		return this.begun().filter((id) => !finished.has(id));
	}

	/** Everything it has printed. */
	get log(): string {
		return this.starts.map(({ log }) => log).join('');
	}

	private logged(line: RegExp): string[] {
		return [...this.log.matchAll(line)].map(([, id]) => id);
	}
}
