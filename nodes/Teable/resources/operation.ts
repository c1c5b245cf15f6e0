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
	 * Whether Teable can take back what it changes, on each engine: it then has the option "Can Be Undone", and
	 * is given a client that sends its changes in the window of the execution.
	 */
	undoable?: boolean;
};

interface Previewable {
	/**
	 * Whether it can say beforehand what it would do: it then has the option "Dry Run", and is given a client that
	 * refuses to change anything.
	 */
	hasDryRun?: boolean;
}

export type TeableResource = Resource<TeableClient>;

/** An operation on Teable, with all that it does not describe itself. */
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

/** Items that are only tried, or are to be undone, go in requests of their own. */
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

/** What a dry run gives of an item is no result of anything. */
const asPreview = (result: Result | Error): Result | Error =>
	result instanceof Error || result === undefined
		? result
		: new Preview(result as IDataObject | IDataObject[]);
