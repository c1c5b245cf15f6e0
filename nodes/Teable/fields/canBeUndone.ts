import type { INodeProperties } from 'n8n-workflow';

import type { Execution, ItemContext } from '../core/operation';
import type { TeableClient } from '../teable/http/client';

type Context = ItemContext<TeableClient>;

/** The option of every operation whose changes Teable can take back. */
export const canBeUndone: INodeProperties = {
	displayName: 'Can Be Undone',
	name: 'canBeUndone',
	type: 'boolean',
	default: false,
	description:
		"Whether Teable remembers these changes for 24 hours, so that 'Table' > 'Undo Execution' can take them back: the last 200 requests of an execution to a table, of up to 1,000 records each. Writing then takes up to a third longer, deleting up to three times as long.",
};

/** Whether the user wants to be able to take the changes back. */
export const wantsUndo = ({ param }: Context): boolean =>
	param.options.flag(canBeUndone.name, canBeUndone.displayName);

/** n8n counts its executions, and newer ones may have other IDs; all of them can stand in a header. */
const EXECUTION_ID = /^[A-Za-z0-9-]{1,64}$/;

/** Enough to tell one n8n from the others that work on the same table. */
const INSTANCE_LETTERS = 16;

/**
 * The window in which the changes of an execution are sent. It is the same for all nodes of the execution, and
 * another execution can tell it from the ID.
 *
 * @returns undefined when it is no ID of an execution
 */
export const windowOf = ({ id, instanceId }: Execution): string | undefined =>
	EXECUTION_ID.test(id) ? `n8n-${instanceId.slice(0, INSTANCE_LETTERS)}-${id}` : undefined;

/** The client whose changes the option lets be taken back. */
export function undoableClient(context: Context): TeableClient {
	const windowId = windowOf(context.execution);
	if (windowId !== undefined) return context.client.inWindow(windowId);
	throw context.param.bad({
		label: canBeUndone.displayName,
		problem: 'is on, and n8n gives this execution no ID to remember the changes by',
		remedy: 'Switch it off to go on without.',
	});
}
