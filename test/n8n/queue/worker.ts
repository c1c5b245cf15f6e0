import type { N8n } from '../../../demo/n8n';
import type { Service } from '../../../demo/service';

/** How long it may take to finish what it executes when it is asked to end; n8n itself allows 30 seconds. */
const GRACE_MS = 45_000;

/** One worker, over all its starts. */
export class Worker {
	private readonly starts: Service[] = [];

	constructor(private readonly n8n: N8n) {}

	async start(): Promise<void> {
		this.starts.push(await this.n8n.startWorker());
	}

	/** Asks it to end: it takes no more executions, and finishes those it has. */
	async stop(): Promise<void> {
		await this.starts.at(-1)?.stop(GRACE_MS);
	}

	/** Whether it was asked to end, has ceased to fetch executions, and waits for that many to finish. */
	isFinishing(count: number): boolean {
		return this.log.includes(`Waiting for ${count} active executions to finish`);
	}

	/** Ends it in the midst of what it executes. */
	async kill(): Promise<void> {
		await this.starts.at(-1)?.kill();
	}

	/** The executions that it has begun, by n8n's ID. */
	begun(): string[] {
		return this.logged(/Worker started execution (\d+)/g);
	}

	/** Those that it has begun and not finished. */
	unfinished(): string[] {
		const finished = new Set(this.logged(/Worker finished execution (\d+)/g));
		return this.begun().filter((id) => !finished.has(id));
	}

	/** All that it has printed. */
	get log(): string {
		return this.starts.map(({ log }) => log).join('');
	}

	private logged(line: RegExp): string[] {
		return [...this.log.matchAll(line)].map(([, id]) => id);
	}
}
