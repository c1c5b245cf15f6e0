/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test runs in Node, outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';

const PAGE = join(__dirname, '..', '..', 'docs', 'agents.md');

const blocks = (): unknown[] =>
	[...readFileSync(PAGE, 'utf8').matchAll(/```json\n([^]*?)```/g)].map(([, json]) =>
		JSON.parse(json),
	);

/** The tools in docs/agents.md, and what a model gives each of them there. */
export function toolsOfAgentsPage(): { tools: INode[]; calls: IDataObject[] } {
	const [{ nodes }, ...calls] = blocks() as [{ nodes: INode[] }, ...IDataObject[]];
	return { tools: nodes, calls };
}
