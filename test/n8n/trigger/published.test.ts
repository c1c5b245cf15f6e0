import axios from 'axios';
import type { INode } from 'n8n-workflow';

import type { Execution } from '../../../demo/execution';
import { failureOf } from '../../../demo/execution';
import { N8nRest } from '../../../demo/n8nRest';
import { freePort } from '../../../demo/ports';
import { phase } from '../../../demo/progress';
import { removeDemo, setUpDemo, type Demo } from '../../../demo/setUp';
import { stopWithTests } from '../stopWithTests';
import { until } from '../until';

/** On a new machine, n8n is installed first. */
const SET_UP_MS = 20 * 60_000;
const TEST_MS = 5 * 60_000;

const SECRET = { name: 'X-Teable-Secret', value: 'a long random value' };

const CALLS = { id: 'teableCalls', name: 'Calls from Teable', type: 'httpHeaderAuth' };

describe('an example, published', () => {
	let demo: Demo;
	let port: number;
	let rest: N8nRest;

	beforeAll(async () => {
		demo = await setUpDemo(stopWithTests);
		await demo.n8n.importCredentials([{ ...CALLS, data: SECRET }]);
		port = await freePort();
		await phase('Start n8n', async () => await demo.n8n.startEditor(port));
		rest = await N8nRest.signIn(port);
	}, SET_UP_MS);

	afterAll(async () => {
		if (demo) await removeDemo(demo);
	}, TEST_MS);

	/** Saves the modified example, with saved executions, and returns its ID. */
	const save = async (
		file: string,
		change: (node: INode) => INode = (node) => node,
		more: object = {},
	) => {
		const example = demo.examples.find((candidate) => candidate.file === file);
		if (!example) throw new Error(`There is no example '${file}'.`);
		const { nodes, settings, ...workflow } = example.workflow;
		return await rest.createWorkflow({
			...workflow,
			nodes: nodes.map(change),
			settings: {
				...{ ...settings, saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all' },
				...more,
			},
		});
	};

	const executed = async (workflowId: string): Promise<Execution> => {
		let executions: Execution[] = [];
		await until(async () => {
			executions = await rest.executions(workflowId);
			return executions.length > 0;
		}, 'The workflow was not executed');
		return executions[0];
	};

	const records = async () => {
		const { url, tokens } = demo.sandbox;
		const { data } = await axios.get<{
			records: Array<{ id: string; fields: { Name?: string } }>;
		}>(`${url}/api/table/${demo.choices.tableId.id}/record`, {
			headers: { Authorization: `Bearer ${tokens.full.token}` },
		});
		return data.records;
	};

	it(
		'acts at once on the record in a call, and refuses a call without the secret',
		async () => {
			const workflowId = await save('instant.json', (node) =>
				node.type === 'n8n-nodes-base.webhook'
					? { ...node, credentials: { [CALLS.type]: { id: CALLS.id, name: CALLS.name } } }
					: node,
			);
			await rest.activate(workflowId);
			const ada = (await records()).find(({ fields }) => fields.Name === 'Ada Lovelace');
			const call = async (headers: Record<string, string>) => {
				const { status } = await axios.post(
					`http://127.0.0.1:${port}/webhook/teable-record`,
					{ recordId: ada?.id },
					{ headers, validateStatus: () => true },
				);
				return status;
			};
			await until(async () => (await call({})) !== 404, 'The webhook is not there');
			expect(await call({})).toBe(403);
			expect(await call({ [SECRET.name]: 'another' })).toBe(403);
			expect(await call({ [SECRET.name]: SECRET.value })).toBe(200);
			const execution = await executed(workflowId);
			expect(failureOf(execution)).toBeUndefined();
			expect(execution.nodes.at(-1)).toMatchObject({
				...{ name: 'Write message', items: [{ json: { subject: 'New customer: Ada Lovelace' } }] },
			});
		},
		TEST_MS,
	);

	it(
		'undoes an import that fails in the middle, with its error workflow',
		async () => {
			const before = await records();
			const errorWorkflow = await save('undo-failed-import.json');
			await rest.activate(errorWorkflow);
			const soon = (node: INode) =>
				node.type === 'n8n-nodes-base.scheduleTrigger'
					? {
							...node,
							parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] } },
						}
					: node;
			const workflowId = await save('undo-import.json', soon, { errorWorkflow });
			await rest.activate(workflowId);
			const failed = await executed(workflowId);
			expect(failed.error).toContain(
				'The import failed in the middle: 3 contacts are in the table',
			);
			const { nodes } = await executed(errorWorkflow);
			expect(nodes.at(-1)).toMatchObject({
				...{ name: 'Undo execution', items: [{ json: { undone: 1, complete: true } }] },
			});
			await rest.request('POST', `/workflows/${workflowId}/deactivate`);
			await until(
				async () => (await records()).length === before.length,
				'The records of the import were not taken back',
			);
		},
		TEST_MS,
	);
});
