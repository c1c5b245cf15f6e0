/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- runs in Node, outside n8n, and prints */
import axios from 'axios';
import { isEqual } from 'lodash';
import type { INodeParameterResourceLocator } from 'n8n-workflow';
import { setTimeout as wait } from 'node:timers/promises';

import type { Sandbox } from '../sandbox';
import type { ExampleWorkflow } from './examples';
import { failureOf } from './execution';
import { N8nRest } from './n8nRest';
import { freePort } from './ports';
import { phase } from './progress';
import { withDemo, type Demo } from './setUp';
import { untilStopped } from './stopSignal';
import { formatItems } from './table';

const TRIGGER = 'n8n-nodes-teable.teableTrigger';
const WIDTH = 100;

/** n8n refuses an interval below a minute, but not several of a minute each. */
const EVERY_TEN_SECONDS = {
	item: [0, 10, 20, 30, 40, 50].map((second) => ({
		mode: 'custom',
		cronExpression: `${second} * * * * *`,
	})),
};

/** The requests of one poll follow each other within milliseconds. */
const QUIET_MS = 1_500;
const DEADLINE_MS = 45_000;

/**
 * Publishes the example that announces new records, makes records, and holds what n8n has executed against
 * them: each record once, also those of a burst and those made while n8n was away. Rejects when it is not so.
 */
async function checkTrigger(demo: Demo, signal: AbortSignal): Promise<void> {
	const { n8n, sandbox } = demo;
	const workflow = watching(demo);
	await n8n.importWorkflows([workflow]);
	const port = await freePort();
	let rest = await phase('Start n8n', async () => {
		await n8n.startEditor(port);
		return await N8nRest.signIn(port);
	});

	const seen: Seen[] = [];
	const announced = async () => {
		const executions = await rest.executions(workflow.id);
		return executions.map((execution) => {
			const failure = failureOf(execution);
			if (failure !== undefined) throw new Error(`An execution failed: ${failure}`);
			const [{ items }] = execution.nodes;
			return items.map(({ json }) => json.id as string);
		});
	};
	let counted = 0;
	const check = async (what: string, count: number, made: () => Promise<string[]>) =>
		await phase(`Check ${what}`, async () => {
			const ids = await made();
			const isThere = async () => (await announced()).slice(counted).flat().length >= count;
			const started = Date.now();
			await until(isThere, `n8n did not announce ${what}`, signal);
			const seconds = Math.round((Date.now() - started) / 1000);
			sandbox.resetRequests();
			await polled(sandbox, signal);
			const lists = (await announced()).slice(counted);
			counted += lists.length;
			const isExact = isEqual(lists.flat().sort(), [...ids].sort());
			seen.push({
				records: what,
				made: ids.length,
				announced: lists.flat().length,
				executions: lists.length,
				seconds,
				exact: isExact ? 'yes' : 'NO',
			});
		});

	await phase(`Publish "${workflow.name}"`, async () => {
		sandbox.resetRequests();
		await rest.activate(workflow.id);
		await polled(sandbox, signal);
	});
	const create = async (count: number) => await createContacts(sandbox, tableOf(workflow), count);
	await check('one record', 1, () => create(1));
	await check('a burst', 120, () => create(120));
	await check('records made while n8n is away', 3, async () => {
		await n8n.stopEditor();
		const ids = await create(3);
		await n8n.startEditor(port);
		rest = await N8nRest.signIn(port);
		return ids;
	});

	console.log(`\n${formatItems(seen, { width: WIDTH })}\n`);
	if (seen.some(({ exact }) => exact !== 'yes')) {
		throw new Error('n8n did not announce exactly the records that were made.');
	}
	console.log('Each record was announced once, and nothing else.');
}

type Seen = {
	records: string;
	made: number;
	announced: number;
	executions: number;
	seconds: number;
	exact: 'yes' | 'NO';
};

/** The example, with executions that n8n keeps to be read. */
function watching({ examples }: Demo): ExampleWorkflow {
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
		settings: {
			...settings,
			saveDataSuccessExecution: 'all',
			saveDataErrorExecution: 'all',
		},
	};
}

function tableOf({ nodes }: ExampleWorkflow): string {
	const trigger = nodes.find(({ type }) => type === TRIGGER);
	return (trigger?.parameters.tableId as INodeParameterResourceLocator).value as string;
}

/** Creates contacts and gives their ids. */
async function createContacts(
	{ url, tokens }: Sandbox,
	tableId: string,
	count: number,
): Promise<string[]> {
	const records = Array.from({ length: count }, (_, index) => ({
		fields: { Name: `Contact ${index + 1}` },
	}));
	const { data } = await axios.post<{ records: Array<{ id: string }> }>(
		`${url}/api/table/${tableId}/record`,
		{ records },
		{ headers: { Authorization: `Bearer ${tokens.full.token}` } },
	);
	return data.records.map(({ id }) => id);
}

/** Resolves when a poll has come since the sandbox's requests were reset, and has asked for all it wanted. */
async function polled(sandbox: Sandbox, signal: AbortSignal): Promise<void> {
	const hasPolled = async () => {
		const before = sandbox.count('GET', '/api/table/:tableId/record');
		if (before === 0) return false;
		await wait(QUIET_MS, undefined, { signal });
		return sandbox.count('GET', '/api/table/:tableId/record') === before;
	};
	await until(hasPolled, 'The trigger did not poll', signal);
}

async function until(
	isSo: () => Promise<boolean>,
	otherwise: string,
	signal: AbortSignal,
): Promise<void> {
	const deadline = Date.now() + DEADLINE_MS;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`${otherwise} within ${DEADLINE_MS / 1000} s.`);
		await wait(500, undefined, { signal });
	}
}

void untilStopped(
	async (signal) => await withDemo(signal, async (demo) => await checkTrigger(demo, signal)),
);
