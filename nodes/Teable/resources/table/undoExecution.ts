import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import { withFate } from '../../fate';
import { windowOf } from '../../fields/canBeUndone';
import { chosenTableId } from '../../fields/locators/chosenIds';
import { tableFields } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import { sentence } from '../../teable/http/explanations';
import type { Undone } from '../../teable/schema/undo';
import { MOST_REMEMBERED, undoAll } from '../../teable/schema/undo';
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
	// No hint: n8n shows what an expression gives in its place.
	description:
		"The execution whose changes are taken back; by default this one. Behind an Error Trigger, give the ID that it outputs under 'execution'. Its nodes must have written with 'Can Be Undone' switched on, as the same Teable user, in this n8n, in the last 24 hours.",
};

const whenIncomplete: INodeProperties = {
	displayName: 'When Incomplete',
	name: 'whenIncomplete',
	type: 'options',
	options: [
		{
			name: 'Output What Was Undone',
			value: 'output',
			description: 'The output then has "complete": false, and says why',
		},
		{ name: 'Stop With an Error', value: 'error', description: 'The item fails' },
	],
	default: 'error',
	description:
		'What to do when Teable remembers nothing of the execution in this table, or cannot take back all of it',
};

export const undoExecution = defineOperation({
	name: 'Undo Execution',
	value: 'undoExecution',
	action: 'Undo execution in table',
	description:
		"Take back, newest first, what an execution wrote in a table with 'Can Be Undone' switched on. What others changed in the same cells or records since is overwritten.",
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
		remedy: "Copy it from n8n's list of executions, or use an expression that gives it.",
	});
}

/** Undefined when all that Teable remembers has been taken back. */
function whyIncomplete(
	{ undone, unanswered, failures, isEmpty }: Undone,
	id: string,
): string | undefined {
	if (failures.length > 0) {
		const others = isEmpty ? '' : ' Those before it stay as they are.';
		const them = failures.length === 1 ? 'one change' : `${failures.length} changes`;
		return `Teable could not take back ${them} of execution ${id}: ${sentence(failures[0])}${others}`;
	}
	if (!isEmpty) {
		return `Teable remembers ${MOST_REMEMBERED} changes of an execution in a table, and all of them were taken back. If execution ${id} made more, the older ones stay as they are.`;
	}
	if (undone + unanswered > 0) return undefined;
	return `Teable remembers nothing that execution ${id} changed in this table. It remembers what is written with 'Can Be Undone' switched on (under 'Options' of the node that writes), by the same Teable user and from this n8n, for 24 hours.`;
}

function incomplete({ param }: Context, { undone, unanswered }: Undone, reason: string): Error {
	if (undone + unanswered === 0) return param.failure(reason);
	const before = `${undone} ${undone === 1 ? 'change was' : 'changes were'} taken back.`;
	return withFate(param.failure(`${reason} ${before}`), 'unknown');
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
