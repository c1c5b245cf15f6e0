import type { IDataObject, INode } from 'n8n-workflow';

/** For a node that is `usableAsTool`, n8n creates a second node type whose name ends with `Tool`. */
export const isTool = ({ type }: INode): boolean => type.endsWith('Tool');

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
