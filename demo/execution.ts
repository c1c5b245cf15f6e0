import type { INodeExecutionData, IRun, IRunExecutionData } from 'n8n-workflow';

/** One execution of a workflow. */
export interface Execution {
	/** The items of each node, from all its outputs, in the order in which the nodes ran. */
	nodes: Array<{ name: string; items: INodeExecutionData[] }>;
	/** The error that stopped it, if one did. */
	error?: string;
}

/**
 * Reads the output of `n8n execute --rawOutput`, whether the workflow succeeded or failed.
 *
 * @returns undefined if it contains no execution
 */
export function readExecution(output: string): Execution | undefined {
	// Even with --rawOutput, n8n prints its log before and after the JSON.
	const [json] = /^\{$[\s\S]*?^\}$/m.exec(output) ?? [];
	if (json === undefined) return undefined;

	return toExecution((JSON.parse(json) as IRun).data);
}

/** Takes what matters from an execution that n8n has saved. */
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
 * Says why an execution failed: it was stopped by an error, a node returned an error item, or the last node returned no
 * items. Returns undefined if it succeeded.
 *
 * @param fails the error that is expected to stop it
 */
export function failureOf({ nodes, error }: Execution, fails?: string): string | undefined {
	if (fails !== undefined && error?.includes(fails)) return undefined;
	if (fails !== undefined)
		return `expected it to fail with "${fails}", but ${error ?? 'it succeeded'}`;
	if (error !== undefined) return error;
	for (const { name, items } of nodes) {
		const failed = items.find((item) => item.error !== undefined || item.json.error !== undefined);
		if (failed)
			return `"${name}" returned an error: ${JSON.stringify(failed.json.error ?? failed.error)}`;
	}
	const last = nodes.at(-1);
	return last?.items.length ? undefined : `"${last?.name ?? 'The workflow'}" returned no items`;
}
