/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test runs in Node, outside n8n */
import { NodeHelpers, type ICredentialType, type INode, type INodeProperties } from 'n8n-workflow';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { TeableApi } from '../../credentials/TeableApi.credentials';
import { TeableOAuth2Api } from '../../credentials/TeableOAuth2Api.credentials';
import { TeableSessionApi } from '../../credentials/TeableSessionApi.credentials';
import { demoCredentials, type Credential } from '../../demo/credentials';
import { EXAMPLES, readExample, type Choices, type ExampleWorkflow } from '../../demo/examples';
import { Teable } from '../../nodes/Teable/Teable.node';
import { startSandbox } from '../../sandbox';
import { newestVersion } from '../harness/n8n/shown';

const { description } = new Teable();
const CHOSEN: Choices = {
	accessTokenId: { id: 'accAbCdEfGhIjKlMnOp', name: 'CI' },
	baseId: { id: 'bseAbCdEfGhIjKlMnOp', name: 'CRM' },
	tableId: { id: 'tblAbCdEfGhIjKlMnOp', name: 'Contacts' },
};

const teableNodes = ({ nodes }: ExampleWorkflow) =>
	nodes.filter(({ type }) => type === `n8n-nodes-teable.${description.name}`);

/** The properties that the editor shows for a node's parameters. */
const shownProperties = (node: INode): INodeProperties[] =>
	description.properties.filter((property) =>
		NodeHelpers.displayParameter(node.parameters, property, node, description),
	);

describe('The demo', () => {
	it('runs every workflow in examples/', async () => {
		const files = await readdir(join(__dirname, '..', '..', 'examples'));

		expect(EXAMPLES.map(({ file }) => file).sort()).toEqual(files.sort());
	});

	describe('imports credentials', () => {
		let credentials: Credential[];

		beforeAll(async () => {
			const sandbox = await startSandbox();
			credentials = demoCredentials(sandbox);
			await sandbox.stop();
		});

		it('whose properties exist in their credential types', () => {
			const types: ICredentialType[] = [
				new TeableApi(),
				new TeableOAuth2Api(),
				new TeableSessionApi(),
			];
			expect(credentials.map(({ type }) => type).sort()).toEqual(
				types.map(({ name }) => name).sort(),
			);
			for (const { type, data } of credentials) {
				const properties = types.find(({ name }) => name === type)?.properties ?? [];
				expect(properties.map(({ name }) => name)).toEqual(
					expect.arrayContaining(Object.keys(data)),
				);
			}
		});

		it('that the examples use', async () => {
			const known = credentials.map(({ id, name, type }) => [type, { id, name }]);
			for (const example of EXAMPLES) {
				for (const node of teableNodes(await readExample(example, CHOSEN))) {
					expect(known).toContainEqual(Object.entries(node.credentials ?? {})[0]);
				}
			}
		});
	});
});

describe.each(EXAMPLES)('The example $file', (example) => {
	let workflow: ExampleWorkflow;

	beforeAll(async () => {
		workflow = await readExample(example, CHOSEN);
	});

	it('has an ID of at most 21 characters, which n8n keeps', () => {
		expect(workflow.id).toMatch(/^\w{1,21}$/);
	});

	it('has a sticky note that explains it, and a manual trigger', () => {
		const types = workflow.nodes.map(({ type }) => type);

		expect(types).toEqual(
			expect.arrayContaining(['n8n-nodes-base.stickyNote', 'n8n-nodes-base.manualTrigger']),
		);
	});

	it('connects existing nodes with unique names and IDs', () => {
		const names = workflow.nodes.map(({ name }) => name);
		const targets = Object.values(workflow.connections)
			.flatMap(({ main }) => main)
			.flatMap((connections) => connections ?? [])
			.map(({ node }) => node);

		expect(new Set(names).size).toBe(names.length);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(names.length);
		expect(names).toEqual(
			expect.arrayContaining([...Object.keys(workflow.connections), ...targets]),
		);
	});

	it('sets only parameters that the node shows, to valid values', () => {
		const nodes = teableNodes(workflow);
		expect(nodes.length).toBeGreaterThan(0);
		for (const node of nodes) {
			const properties = shownProperties(node);
			const names = properties.map(({ name }) => name);
			const options = properties.find(({ name }) => name === 'options')?.options ?? [];

			expect(node.typeVersion).toBe(newestVersion(description));
			expect(names).toEqual(expect.arrayContaining(Object.keys(node.parameters)));
			expect(options.map(({ name }) => name)).toEqual(
				expect.arrayContaining(Object.keys(node.parameters.options ?? {})),
			);
			expect(NodeHelpers.getNodeParametersIssues(description.properties, node, description)).toBe(
				null,
			);
		}
	});

	it('uses a session for access tokens, as Teable requires', () => {
		for (const { parameters, credentials } of teableNodes(workflow)) {
			const session = parameters.resource === 'accessToken';
			expect(parameters.authentication).toBe(session ? 'session' : 'accessToken');
			expect(Object.keys(credentials ?? {})).toEqual([session ? 'teableSessionApi' : 'teableApi']);
		}
	});

	it('has the nodes whose items the demo prints', () => {
		const names = workflow.nodes.map(({ name }) => name);

		expect(names).toEqual(expect.arrayContaining(example.prints.map(({ node }) => node)));
	});
});
