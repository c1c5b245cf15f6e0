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
	/** The nodes whose items the demo prints besides those of the last one, with the fields to print when not all. */
	prints: Array<{ node: string; fields?: string[] }>;
	/** What it says when it fails, where it is meant to. */
	fails?: string;
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
		file: 'sync-contacts.json',
		does: 'Brings a table up to date with a list: changes who is there, creates who is not',
		prints: [
			{ node: 'Create or update', fields: ['action', 'Name', 'Email', 'Status', 'Tags', 'id'] },
		],
	},
	{
		file: 'new-record.json',
		does: 'Writes a message about each record that was added to a table',
		prints: [{ node: 'Write message', fields: ['subject', 'text'] }],
	},
	{
		file: 'status-becomes.json',
		does: 'Writes a message about each contact whose status becomes Customer, once',
		prints: [{ node: 'Write message', fields: ['subject', 'text'] }],
	},
	{
		file: 'update-by-filter.json',
		does: 'Changes all records that match a filter: sets the leads of a company to Lost',
		prints: [{ node: 'Update all that match', fields: ['id', 'Name', 'Status'] }],
	},
	{
		file: 'instant.json',
		does: 'Reads the record that Teable calls n8n about, and decides on it',
		prints: [{ node: 'Get record', fields: ['Name', 'Email', 'Status'] }],
	},
	{
		file: 'file-to-table.json',
		does: 'Makes a table of a CSV file, with columns of the types that its values fit',
		prints: [
			{ node: 'Read its rows' },
			{ node: 'Create table', fields: ['id', 'name', 'recordCount'] },
		],
	},
	{
		file: 'undo-import.json',
		does: 'Writes a list into a table, and fails: its error workflow takes back what was written',
		prints: [{ node: 'Create', fields: ['id', 'Name', 'Email'] }],
		fails: 'The import failed in the middle: 3 contacts are in the table, the others are not.',
	},
	{
		file: 'undo-failed-import.json',
		does: 'Takes back what an execution wrote in a table',
		prints: [{ node: 'Create', fields: ['id', 'Name'] }],
	},
	{
		file: 'token-expiring.json',
		does: 'Writes a message 30, 14, 7 days and 1 day before an access token expires, each once',
		prints: [{ node: 'Write message', fields: ['subject', 'text'] }],
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

/** Something of the sandbox, to be chosen in an example. */
export interface Named {
	id: string;
	name: string;
}

/** What is chosen wherever an example leaves the choice to its user, by the parameter's name. */
export type Choices = Record<'accessTokenId' | 'baseId' | 'tableId', Named>;

/** Reads an example's workflow, with its open choices made. */
export async function readExample({ file }: Example, choices: Choices): Promise<ExampleWorkflow> {
	const workflow = JSON.parse(
		await readFile(join(EXAMPLES_FOLDER, file), 'utf8'),
	) as ExampleWorkflow;
	// `n8n execute` starts from the first trigger there is, and a trigger that polls gives nothing then.
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
