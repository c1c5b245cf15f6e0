import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import { withFate } from '../../fate';
import { windowOf } from '../../fields/canBeUndone';
import { chosenTableId } from '../../fields/locators/chosenIds';
import { tableFields } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import { sentence } from '../../teable/http/explanations';
import type { Undone } from '../../teable/schema/undo';
import { MOST_REMEMBERED, countUndone, undoAll } from '../../teable/schema/undo';
import { quoted } from '../../values/quoted';
import { defineOperation } from '../operation';

type Context = ItemContext<TeableClient>;

const executionId: INodeProperties = {
	displayName: 'Execution ID',
	name: 'executionId',
	type: 'string',
	default: '={{ $execution.id }}',
	required: true,
	placeholder: 'e.g. 231',
	// No hint: n8n shows the result of the expression in its place.
	description:
		"ID of the execution whose changes to undo, by default this one. After an Error Trigger, use the execution ID in its output. Only changes from the last 24 hours can be undone, if they were made with 'Can Be Undone' turned on under 'Options', by the same Teable user and from this n8n.",
};

const whenIncomplete: INodeProperties = {
	displayName: 'If Incomplete',
	name: 'whenIncomplete',
	type: 'options',
	options: [
		{
			name: 'Output What Was Undone',
			value: 'output',
			description: 'Output what was undone, with "complete": false and the reason',
		},
		{ name: 'Stop With an Error', value: 'error', description: 'Fail the item' },
	],
	default: 'error',
	description:
		"What to do if Teable has no changes of the execution in this table, or can't undo all of them",
};

export const undoExecution = defineOperation({
	name: 'Undo Execution',
	value: 'undoExecution',
	action: 'Undo execution in table',
	description:
		"Undo the changes that an execution made to a table with 'Can Be Undone' turned on under 'Options', newest first. Overwrites later changes to the same cells and records.",
	properties: [...tableFields, executionId],
	options: [whenIncomplete],
	async each(context) {
		const { client, param } = context;
		const tableId = chosenTableId(param);
		const id = param.requiredText(executionId.name, executionId.displayName);
		const undone = await undoAll(client.inWindow(chosenWindow(context, id)), tableId);
		const reason = whyIncomplete(undone, id);
		const stops = param.options.choice('whenIncomplete', ['output', 'error'], 'error') === 'error';
		if (reason !== undefined && stops) throw incomplete(context, undone, reason);
		return output(tableId, id, undone, reason);
	},
});

function chosenWindow({ param, execution }: Context, id: string): string {
	const windowId = windowOf({ ...execution, id });
	if (windowId !== undefined) return windowId;
	throw param.bad({
		label: executionId.displayName,
		problem: `is ${quoted(id)}, which is not the ID of an execution`,
		remedy: "Copy it from n8n's list of executions, or use an expression.",
	});
}

/** Undefined if everything that Teable remembers was undone. */
function whyIncomplete(
	{ undone, unanswered, failures, isEmpty }: Undone,
	id: string,
): string | undefined {
	if (failures.length > 0) {
		const others = isEmpty ? '' : ' The changes before it were not undone.';
		const them = failures.length === 1 ? 'one change' : `${failures.length} changes`;
		return `Teable couldn't undo ${them} of execution ${id}: ${sentence(failures[0])}${others}`;
	}
	if (!isEmpty) {
		return `Teable remembers at most ${MOST_REMEMBERED} changes of an execution per table, and all of them were undone. If execution ${id} made more changes, the older ones remain.`;
	}
	if (undone + unanswered > 0) return undefined;
	return `Teable has no changes of execution ${id} in this table to undo. The changes must have been made in the last 24 hours with 'Can Be Undone' turned on (under 'Options' of the node that writes), by the same Teable user and from this n8n.`;
}

function incomplete({ param }: Context, { undone, unanswered }: Undone, reason: string): Error {
	if (undone + unanswered === 0) return param.failure(reason);
	return withFate(param.failure(`${reason} ${countUndone(undone)}.`), 'unknown');
}

const output = (
	tableId: string,
	id: string,
	{ undone, unanswered, failures }: Undone,
	reason: string | undefined,
): IDataObject => ({
	...{ tableId, executionId: id, undone, failed: failures.length },
	...(unanswered > 0 && { unanswered }),
	complete: reason === undefined,
	...(reason !== undefined && { reason }),
});
