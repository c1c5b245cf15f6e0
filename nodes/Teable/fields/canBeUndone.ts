import type { INodeProperties } from 'n8n-workflow';

import type { Execution, ItemContext } from '../core/operation';
import type { TeableClient } from '../teable/http/client';

type Context = ItemContext<TeableClient>;

/** The option of every operation whose changes Teable can undo. */
export const canBeUndone: INodeProperties = {
	displayName: 'Can Be Undone',
	name: 'canBeUndone',
	type: 'boolean',
	default: false,
	description:
		'Whether Table > Undo Execution can undo these changes within 24 hours. Teable remembers the last 200 requests of an execution per table, of up to 1,000 records each. Writing takes up to a third longer, and deleting up to three times as long.',
};

/** Whether the changes are to be undoable. */
export const wantsUndo = ({ param }: Context): boolean =>
	param.options.flag(canBeUndone.name, canBeUndone.displayName);

/** n8n numbers its executions, but newer versions may use other IDs; all of them are valid in a header. */
const EXECUTION_ID = /^[A-Za-z0-9-]{1,64}$/;

/** Enough to distinguish n8n instances that work on the same table. */
const INSTANCE_LETTERS = 16;

/**
 * The window ID that marks the changes of an execution. It is the same for all nodes of the execution, and another
 * execution can derive it from the execution ID.
 *
 * @returns undefined if it is not the ID of an execution
 */
export const windowOf = ({ id, instanceId }: Execution): string | undefined =>
	EXECUTION_ID.test(id) ? `n8n-${instanceId.slice(0, INSTANCE_LETTERS)}-${id}` : undefined;

/** A client whose changes can be undone. @throws NodeOperationError if the execution has no ID */
export function undoableClient(context: Context): TeableClient {
	const windowId = windowOf(context.execution);
	if (windowId !== undefined) return context.client.inWindow(windowId);
	throw context.param.bad({
		label: canBeUndone.displayName,
		problem: 'is on, but this execution has no ID by which Teable could remember the changes',
		remedy: 'Turn it off to run without undo.',
	});
}
