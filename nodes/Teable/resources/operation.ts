import type {
	BatchContext,
	BatchOperation,
	EachOperation,
	ItemContext,
	Resource,
} from '../core/operation';
import { canBeUndone, undoableClient, wantsUndo } from '../fields/canBeUndone';
import { resolveNames } from '../fields/locators/byName';
import type { TeableClient } from '../teable/http/client';

type Each = EachOperation<TeableClient>;

type Batch = BatchOperation<TeableClient>;

/** An operation on Teable, as its file describes it. */
type Definition = (Each | Batch) & {
	/**
	 * Whether Teable can take back what it changes, on each engine: it then has the option "Can Be Undone", and
	 * is given a client that sends its changes in the window of the execution.
	 */
	undoable?: boolean;
};

export type TeableResource = Resource<TeableClient>;

/** An operation on Teable, with all that it does not describe itself. */
export const defineOperation = <T extends Definition>(operation: T): T => ({
	...withUndo(operation),
	prepare: async (context: ItemContext<TeableClient>) =>
		await resolveNames(operation.properties, context),
});

function withUndo<T extends Definition>(operation: T): T {
	if (!operation.undoable) return operation;
	const options = [...(operation.options ?? []), canBeUndone];
	return 'each' in operation
		? { ...operation, options, each: eachInWindow(operation) }
		: { ...operation, options, ...batchInWindow(operation) };
}

const eachInWindow =
	(operation: Each): Each['each'] =>
	async (context) =>
		await operation.each(
			wantsUndo(context) ? { ...context, client: undoableClient(context) } : context,
		);

/** Items that are not to be undone go in requests of their own. */
const batchInWindow = (operation: Batch): Pick<Batch, 'target' | 'batch'> => ({
	target: (context: ItemContext<TeableClient>) =>
		JSON.stringify([wantsUndo(context), operation.target(context)]),
	async batch(context: BatchContext<TeableClient>) {
		const [first] = context.items;
		if (!wantsUndo(first)) return await operation.batch(context);
		const client = undoableClient(first);
		const items = context.items.map((item) => ({ ...item, client }));
		return await operation.batch({ ...context, client, items });
	},
});
