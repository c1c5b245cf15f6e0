import type { INodeExecutionData, IRun, IRunExecutionData } from 'n8n-workflow';

/** One execution of a workflow. */
export interface Execution {
	/** The items each node gave, over all its outputs, in the order in which the nodes ran. */
	nodes: Array<{ name: string; items: INodeExecutionData[] }>;
	/** The error that stopped it, if one did. */
	error?: string;
}

/**
 * Reads what `n8n execute --rawOutput` printed, of a workflow that went through or failed.
 *
 * @returns undefined when it holds no execution
 */
export function readExecution(output: string): Execution | undefined {
	// With --rawOutput too, n8n writes its log before and after the JSON.
	const [json] = /^\{$[\s\S]*?^\}$/m.exec(output) ?? [];
	if (json === undefined) return undefined;

	return toExecution((JSON.parse(json) as IRun).data);
}

/** What matters of an execution, as n8n keeps it. */
export function toExecution({ resultData: { error, runData } }: IRunExecutionData): Execution {
	const runs = Object.entries(runData)
		.flatMap(([name, tasks]) => tasks.map((task) => ({ name, task })))
		.sort((a, b) => a.task.executionIndex - b.task.executionIndex);
	return {
		nodes: runs.map(({ name, task }) => ({
			name,
			items: (task.data?.main ?? []).flatMap((items) => items ?? []),
		})),
		...(error && { error: [error.message, error.description].filter(Boolean).join(' ') }),
	};
}

/**
 * Why an execution does not count as a success: it was stopped, a node gave an error item, or the last one gave none.
 *
 * @param fails the error that it is meant to be stopped by
 */
export function failureOf({ nodes, error }: Execution, fails?: string): string | undefined {
	if (fails !== undefined && error?.includes(fails)) return undefined;
	if (fails !== undefined)
		return `it was meant to fail, and did not: ${error ?? 'it went through'}`;
	if (error !== undefined) return error;
	for (const { name, items } of nodes) {
		const failed = items.find((item) => item.error !== undefined || item.json.error !== undefined);
		if (failed)
			return `"${name}" gave an error: ${JSON.stringify(failed.json.error ?? failed.error)}`;
	}
	const last = nodes.at(-1);
	return last?.items.length ? undefined : `"${last?.name ?? 'The workflow'}" gave no items`;
}
