/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import axios from 'axios';
import type { INodeParameterResourceLocator } from 'n8n-workflow';
import { setTimeout as wait } from 'node:timers/promises';

import type { ExampleWorkflow } from '../../../demo/examples';
import { failureOf } from '../../../demo/execution';
import { N8nRest } from '../../../demo/n8nRest';
import { freePort } from '../../../demo/ports';
import { phase } from '../../../demo/progress';
import { removeDemo, setUpDemo, type Demo } from '../../../demo/setUp';
import type { Sandbox } from '../../../sandbox';
import { stopWithTests } from '../stopWithTests';

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
const DEADLINE_MS = 90_000;

/** On a fresh machine n8n is installed first. */
const SET_UP_MS = 20 * 60_000;
const TEST_MS = 5 * 60_000;

describe('the example that announces new records, published', () => {
	let demo: Demo;
	let workflow: ExampleWorkflow;
	let rest: N8nRest;
	let port: number;
	/** How many of n8n's executions the tests before have looked at. */
	let seen = 0;

	beforeAll(async () => {
		demo = await setUpDemo(stopWithTests);
		workflow = watching(demo);
		await demo.n8n.importWorkflows([workflow]);
		port = await freePort();
		await startN8n();
		demo.sandbox.resetRequests();
		await rest.activate(workflow.id);
		await polled(demo.sandbox);
	}, SET_UP_MS);

	afterAll(async () => {
		if (demo) await removeDemo(demo);
	}, TEST_MS);

	const startN8n = async () =>
		await phase('Start n8n', async () => {
			await demo.n8n.startEditor(port);
			rest = await N8nRest.signIn(port);
		});

	/** The IDs that n8n has announced since the last test, an entry for each execution. */
	const announced = async () => {
		const executions = await rest.executions(workflow.id);
		return executions.slice(seen).map((execution) => {
			const failure = failureOf(execution);
			if (failure !== undefined) throw new Error(`An execution failed: ${failure}`);
			const [{ items }] = execution.nodes;
			return items.map(({ json }) => json.id as string);
		});
	};

	/** Waits until as many are announced, and then for one more poll, which must announce none of them again. */
	const announcedInTheEnd = async (count: number) => {
		await until(
			async () => (await announced()).flat().length >= count,
			`n8n did not announce ${count} records`,
		);
		demo.sandbox.resetRequests();
		await polled(demo.sandbox);
		const lists = await announced();
		seen += lists.length;
		return lists.flat().sort();
	};

	const create = async (count: number) =>
		await createContacts(demo.sandbox, tableOf(workflow), count);

	it(
		'announces one record once',
		async () => {
			const ids = await create(1);
			expect(await announcedInTheEnd(1)).toEqual(ids);
		},
		TEST_MS,
	);

	it(
		'announces each record of a burst once',
		async () => {
			const ids = await create(120);
			expect(await announcedInTheEnd(120)).toEqual([...ids].sort());
		},
		TEST_MS,
	);

	it(
		'announces the records made while n8n is away when it is back, each once',
		async () => {
			await demo.n8n.stopEditor();
			const ids = await create(3);
			await startN8n();
			expect(await announcedInTheEnd(3)).toEqual([...ids].sort());
		},
		TEST_MS,
	);
});

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
		settings: { ...settings, saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all' },
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
async function polled(sandbox: Sandbox): Promise<void> {
	const lists = () => sandbox.count('GET', '/api/table/:tableId/record');
	await until(async () => {
		const before = lists();
		if (before === 0) return false;
		await wait(QUIET_MS, undefined, { signal: stopWithTests });
		return lists() === before;
	}, 'The trigger did not poll');
}

async function until(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
	const deadline = Date.now() + DEADLINE_MS;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`${otherwise} within ${DEADLINE_MS / 1000} s.`);
		await wait(500, undefined, { signal: stopWithTests });
	}
}
