/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import axios from 'axios';
import { setTimeout as wait } from 'node:timers/promises';

import type { ExampleWorkflow } from '../../demo/examples';
import { failureOf } from '../../demo/execution';
import type { N8nRest } from '../../demo/n8nRest';
import type { Demo } from '../../demo/setUp';
import type { Sandbox } from '../../sandbox';
import { stopWithTests } from './stopWithTests';
import { until } from './until';

const TRIGGER = 'n8n-nodes-teable.teableTrigger';

/** n8n refuses an interval below a minute, but not several of a minute each. */
const EVERY_TEN_SECONDS = {
	item: [0, 10, 20, 30, 40, 50].map((second) => ({
		mode: 'custom',
		cronExpression: `${second} * * * * *`,
	})),
};

/** The requests of one poll follow each other within milliseconds. */
const QUIET_MS = 1_500;

/** The example that announces new records, published in a running n8n, and what it has announced. */
export class NewRecords {
	/** How many of n8n's executions have been checked. */
	private seen = 0;

	private constructor(
		private readonly sandbox: Sandbox,
		private readonly tableId: string,
		private readonly workflowId: string,
		/** Signed in again after n8n was restarted. */
		public rest: N8nRest,
	) {}

	/** Publishes the example, and waits for its first poll, which announces nothing. */
	static async publish({ sandbox, choices, examples }: Demo, rest: N8nRest): Promise<NewRecords> {
		const workflowId = await rest.createWorkflow(watching(examples));
		const newRecords = new NewRecords(sandbox, choices.tableId.id, workflowId, rest);
		await rest.activate(workflowId);
		await newRecords.polled();
		return newRecords;
	}

	/** Creates contacts in the watched table, and returns their IDs, sorted. */
	async create(count: number): Promise<string[]> {
		const { url, tokens } = this.sandbox;
		const records = Array.from({ length: count }, (_, index) => ({
			fields: { Name: `Contact ${index + 1}` },
		}));
		const { data } = await axios.post<{ records: Array<{ id: string }> }>(
			`${url}/api/table/${this.tableId}/record`,
			{ records },
			{ headers: { Authorization: `Bearer ${tokens.full.token}` } },
		);
		return data.records.map(({ id }) => id).sort();
	}

	/**
	 * Waits until that many are announced, and then for one more poll, which must announce none of them again.
	 *
	 * @returns the IDs announced since the last call, sorted
	 */
	async announced(count: number): Promise<string[]> {
		await until(
			async () => (await this.announcedSoFar()).flat().length >= count,
			`n8n did not announce ${count} records`,
		);
		await this.polled();
		const lists = await this.announcedSoFar();
		this.seen += lists.length;
		return lists.flat().sort();
	}

	/** Resolves when a poll has started and finished since the call. */
	async polled(): Promise<void> {
		this.sandbox.resetRequests();
		const lists = () => this.sandbox.count('GET', '/api/table/:tableId/record');
		await until(async () => {
			const before = lists();
			if (before === 0) return false;
			await wait(QUIET_MS, undefined, { signal: stopWithTests });
			return lists() === before;
		}, 'The trigger did not poll');
	}

	/** An entry for each execution that hasn't been checked. */
	private async announcedSoFar(): Promise<string[][]> {
		const executions = await this.rest.executions(this.workflowId);
		return executions.slice(this.seen).map((execution) => {
			const failure = failureOf(execution);
			if (failure !== undefined) throw new Error(`An execution failed: ${failure}`);
			const [{ items }] = execution.nodes;
			return items.map(({ json }) => json.id as string);
		});
	}
}

/** The example, polling every ten seconds, with saved executions. */
function watching(examples: Demo['examples']): ExampleWorkflow {
	const example = examples.find(({ file }) => file === 'new-record.json');
	if (!example) throw new Error("There is no example 'new-record.json'.");
	const { nodes, settings, ...workflow } = example.workflow;
	return {
		...workflow,
		nodes: nodes.map((node) =>
			node.type === TRIGGER
				? { ...node, parameters: { ...node.parameters, pollTimes: EVERY_TEN_SECONDS } }
				: node,
		),
		settings: { ...settings, saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all' },
	};
}
