import type { IDataObject, INode, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** For a node that is `usableAsTool`, n8n creates a second node type whose name ends with `Tool`. */
export const isTool = ({ type }: INode): boolean => type.endsWith('Tool');

/**
 * Where a field is shown, for its `displayOptions.show`. It comes first there: n8n shows a field at once when another
 * one that it depends on holds an expression, and does not read on.
 */
export const IN_TOOLS = { '@tool': [true] };

export const NOT_IN_TOOLS = { '@tool': [false] };

/** Whether this n8n knows `@tool`: 1.94 does not, and would show such fields nowhere. */
export const KNOWS_TOOLS = NodeHelpers.displayParameter(
	{},
	{ displayOptions: { show: IN_TOOLS } } as unknown as INodeProperties,
	null,
	{ name: 'anyTool' } as INodeTypeDescription,
);

/**
 * Whether the node runs as a tool of an AI agent that reads errors and continues. As elsewhere in n8n, this is the case
 * unless the tool's 'On Error' is 'Stop Workflow'.
 */
export const answersModel = (node: INode): boolean =>
	isTool(node) && node.onError !== 'stopWorkflow';

/**
 * A failure in the form that the model reads. A thrown error may not reach it completely: agents of version 3 get only
 * the message, n8n 1.100 passes on only the description, and agents of version 2 in n8n 2.41 get nothing.
 */
export function failureForModel({
	message,
	description,
}: Error & { description?: string | null }): IDataObject {
	const isNew = description && !message.includes(description);
	return { error: isNew ? `${message} ${description}` : message };
}

/** What a model reads when there are no items. It could not tell an empty answer from a failure. */
export const NOTHING_FOR_MODEL: IDataObject = { message: 'Nothing was found.' };
