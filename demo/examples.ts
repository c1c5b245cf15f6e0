/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { sortBy } from 'lodash';
import type { INode, IWorkflowBase } from 'n8n-workflow';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the workflow files are. */
export const EXAMPLES_FOLDER = join(__dirname, '..', 'examples');

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
	/** Nodes whose items the demo prints besides those of the last one, and which fields, if not all. */
	prints: Array<{ node: string; fields?: string[] }>;
	/** The error message, for an example that is meant to fail. */
	fails?: string;
}

/** In the order in which the demo runs them. The one that changes tokens is last. */
export const EXAMPLES: Example[] = [
	{
		file: 'inspect-token.json',
		does: 'Gets an access token by its ID and branches on its fields',
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
		file: 'sync-contacts.json',
		does: 'Syncs a list of contacts into a table: updates existing ones, creates new ones',
		prints: [
			{ node: 'Create or update', fields: ['action', 'Name', 'Email', 'Status', 'Tags', 'id'] },
		],
	},
	{
		file: 'new-record.json',
		does: 'Writes a message about each new record',
		prints: [{ node: 'Write message', fields: ['subject', 'text'] }],
	},
	{
		file: 'status-becomes.json',
		does: 'Writes one message about each contact whose status becomes Customer',
		prints: [{ node: 'Write message', fields: ['subject', 'text'] }],
	},
	{
		file: 'update-by-filter.json',
		does: 'Updates all records that match a filter: sets the leads at a company to Lost',
		prints: [{ node: 'Update matching records', fields: ['id', 'Name', 'Status'] }],
	},
	{
		file: 'instant.json',
		does: 'Gets the record that a Teable automation calls about, and branches on it',
		prints: [{ node: 'Get record', fields: ['Name', 'Email', 'Status'] }],
	},
	{
		file: 'file-to-table.json',
		does: 'Creates a table from a CSV file, with column types that fit its values',
		prints: [
			{ node: 'Extract rows' },
			{ node: 'Create table', fields: ['id', 'name', 'recordCount'] },
		],
	},
	{
		file: 'undo-import.json',
		does: 'Writes a list into a table and fails. Its error workflow undoes what was written',
		prints: [{ node: 'Create', fields: ['id', 'Name', 'Email'] }],
		fails: 'The import failed in the middle: 3 contacts are in the table, the others are missing.',
	},
	{
		file: 'undo-failed-import.json',
		does: 'Undoes what an execution wrote in a table',
		prints: [{ node: 'Create', fields: ['id', 'Name'] }],
	},
	{
		file: 'token-expiring.json',
		does: 'Writes a message when an access token has 30, 14, 7 days and 1 day left',
		prints: [{ node: 'Write message', fields: ['subject', 'text'] }],
	},
	{
		file: 'rotate-expiring.json',
		does: 'Rotates access tokens that expire within 14 days and passes on the new secrets',
		prints: [
			{ node: 'Get many access tokens', fields: ['id', 'name', 'expiredTime'] },
			{ node: 'Rotate', fields: ['id', 'name', 'expiredTime', 'token'] },
		],
	},
];

/** Something in the sandbox that can be chosen in an example. */
export interface Named {
	id: string;
	name: string;
}

/** What to choose in the parameters that an example leaves empty for its user. */
export type Choices = Record<'accessTokenId' | 'baseId' | 'tableId', Named>;

/** Reads an example's workflow and fills in its empty choices. */
export async function readExample({ file }: Example, choices: Choices): Promise<ExampleWorkflow> {
	const workflow = JSON.parse(
		await readFile(join(EXAMPLES_FOLDER, file), 'utf8'),
	) as ExampleWorkflow;
	// `n8n execute` starts from the first trigger, and a polling trigger returns nothing then.
	const nodes = sortBy(workflow.nodes, ({ type }) => type !== 'n8n-nodes-base.manualTrigger');
	return { ...workflow, nodes: nodes.map((node) => choose(node, choices)) };
}

function choose(node: INode, choices: Choices): INode {
	const made = Object.entries(choices)
		.filter(([name]) => (node.parameters[name] as { value?: unknown } | undefined)?.value === '')
		.map(([name, { id, name: cachedResultName }]) => [
			name,
			{ __rl: true, mode: 'list', value: id, cachedResultName },
		]);
	return { ...node, parameters: { ...node.parameters, ...Object.fromEntries(made) } };
}
