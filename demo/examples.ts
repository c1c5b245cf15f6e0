/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import type { INode, IWorkflowBase } from 'n8n-workflow';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', 'examples');

/** A workflow file of `examples/`, as n8n imports it. */
export type ExampleWorkflow = Pick<
	IWorkflowBase,
	'id' | 'name' | 'nodes' | 'connections' | 'settings'
>;

export interface Example {
	/** The file in `examples/`. */
	file: string;
	/** What the workflow does, in one sentence. */
	does: string;
	/** The nodes whose items the demo prints besides those of the last one, with the fields to print when not all. */
	prints: Array<{ node: string; fields?: string[] }>;
}

/** In the order in which the demo runs them: the one that changes tokens comes last. */
export const EXAMPLES: Example[] = [
	{
		file: 'inspect-token.json',
		does: 'Gets one access token by its ID and decides on its fields',
		prints: [{ node: 'Get access token' }],
	},
	{
		file: 'check-expiry.json',
		does: 'Checks every morning which access tokens expire, and writes a message',
		prints: [
			{
				node: 'Check expiry',
				fields: [
					'name',
					'status',
					'daysUntilExpiry',
					'neverExpires',
					'daysSinceLastUse',
					'expiredTime',
				],
			},
		],
	},
	{
		file: 'rotate-expiring.json',
		does: 'Rotates the access tokens that expire within 14 days and hands the new secrets on',
		prints: [
			{ node: 'Get many access tokens', fields: ['id', 'name', 'expiredTime'] },
			{ node: 'Rotate', fields: ['id', 'name', 'expiredTime', 'token'] },
		],
	},
];

/** Reads an example's workflow, with a token chosen wherever it leaves the choice to its user. */
export async function readExample(
	{ file }: Example,
	token: { id: string; name: string },
): Promise<ExampleWorkflow> {
	const workflow = JSON.parse(await readFile(join(FOLDER, file), 'utf8')) as ExampleWorkflow;
	return { ...workflow, nodes: workflow.nodes.map((node) => chooseToken(node, token)) };
}

function chooseToken(node: INode, token: { id: string; name: string }): INode {
	const { accessTokenId } = node.parameters;
	if ((accessTokenId as { value?: unknown } | undefined)?.value !== '') return node;
	const chosen = { __rl: true, mode: 'list', value: token.id, cachedResultName: token.name };
	return { ...node, parameters: { ...node.parameters, accessTokenId: chosen } };
}
