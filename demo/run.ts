/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, outside n8n, and prints */
import type { Example } from './examples';
import { failureOf, type Execution } from './execution';
import { phase } from './progress';
import { withDemo, type Demo } from './setUp';
import { untilStopped } from './stopSignal';
import { formatItems, maskTokens } from './table';

const WIDTH = Math.min(process.stdout.columns || 120, 160);

/** Executes the examples and prints their items. Rejects if one fails. */
async function runExamples({ n8n, examples }: Demo): Promise<void> {
	let failed = 0;
	for (const example of examples) {
		const { id, name } = example.workflow;
		const execution = await phase(`Execute "${name}"`, () => n8n.execute(id));
		printItems(example, execution);
		const failure = failureOf(execution, example.fails);
		if (failure !== undefined) {
			failed += 1;
			console.log(`✗ "${name}" failed: ${maskTokens(failure)}\n`);
		} else if (example.fails !== undefined) {
			console.log(`It failed as expected: ${example.fails}\n`);
		}
	}
	if (failed > 0) throw new Error(`${failed} of ${examples.length} examples failed.`);
	console.log(`All ${examples.length} examples succeeded in n8n.`);
}

function printItems({ prints }: Example, execution: Execution): void {
	const last = execution.nodes.at(-1);
	for (const { name: node, items: given } of execution.nodes) {
		const printed = prints.find((one) => one.node === node);
		if (given.length === 0 || (printed === undefined && node !== last?.name)) continue;
		const items = given.map(({ json }) => json);
		console.log(`\n${node}: ${items.length === 1 ? '1 item' : `${items.length} items`}`);
		console.log(formatItems(items, { fields: printed?.fields, width: WIDTH }));
	}
	console.log();
}

void untilStopped(async (signal) => await withDemo(signal, runExamples));
