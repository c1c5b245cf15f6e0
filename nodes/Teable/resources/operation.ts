import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type {
	BatchContext,
	BatchOperation,
	EachOperation,
	ItemContext,
	Resource,
	Result,
} from '../core/operation';
import { Preview } from '../core/operation';
import { canBeUndone, undoableClient, wantsUndo } from '../fields/canBeUndone';
import { dryRun, wantsDryRun } from '../fields/dryRun';
import { resolveNames } from '../fields/locators/byName';
import type { TeableClient } from '../teable/http/client';

type Context = ItemContext<TeableClient>;

type Each = EachOperation<TeableClient>;

type Batch = BatchOperation<TeableClient>;

/** An operation on Teable, as its file describes it. */
type Definition = (Each | (Batch & Previewable)) & {
	/**
	 * Whether Teable can undo its changes, on every engine. It then has the option "Can Be Undone" and a client that
	 * marks its changes with the execution's window.
	 */
	undoable?: boolean;
};

interface Previewable {
	/**
	 * Whether it can report what it would do. It then has the option "Dry Run" and a client that refuses to change
	 * anything.
	 */
	hasDryRun?: boolean;
}

export type TeableResource = Resource<TeableClient>;

/** An operation on Teable, completed with the options and the name lookup that operations share. */
export const defineOperation = <T extends Definition>(operation: T): T => ({
	...withOwnOptions(operation),
	prepare: async (context: ItemContext<TeableClient>) =>
		await resolveNames(operation.properties, context),
});

function withOwnOptions<T extends Definition>(operation: T): T {
	const { undoable } = operation;
	const own = [
		...(undoable ? [canBeUndone] : []),
		...('hasDryRun' in operation && operation.hasDryRun ? [dryRun] : []),
	];
	if (own.length === 0) return operation;
	const options = [...(operation.options ?? []), ...own];
	return 'each' in operation
		? { ...operation, options, each: eachInWindow(operation) }
		: { ...operation, options, ...batchInManner(operation, own) };
}

const eachInWindow =
	(operation: Each): Each['each'] =>
	async (context) =>
		await operation.each(
			wantsUndo(context) ? { ...context, client: undoableClient(context) } : context,
		);

/** Items in a dry run, and items that can be undone, have requests of their own. */
function batchInManner(
	operation: Batch,
	options: INodeProperties[],
): Pick<Batch, 'target' | 'batch'> {
	const isDry = (context: Context) => options.includes(dryRun) && wantsDryRun(context);
	const isUndoable = (context: Context) => options.includes(canBeUndone) && wantsUndo(context);
	const clientFor = (context: Context) => {
		if (isDry(context)) return context.client.forDryRun();
		return isUndoable(context) ? undoableClient(context) : context.client;
	};
	return {
		target: (context: Context) =>
			JSON.stringify([isDry(context), isUndoable(context), operation.target(context)]),
		async batch(context: BatchContext<TeableClient>) {
			const [first] = context.items;
			const client = clientFor(first);
			const items = context.items.map((item) => ({ ...item, client }));
			const results = await operation.batch({ ...context, client, items });
			return isDry(first) ? results.map(asPreview) : results;
		},
	};
}

/** Marks the output of a dry run as a preview. */
const asPreview = (result: Result | Error): Result | Error =>
	result instanceof Error || result === undefined
		? result
		: new Preview(result as IDataObject | IDataObject[]);
