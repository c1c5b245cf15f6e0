import type { IDataObject, INode } from 'n8n-workflow';

/** n8n makes a second type of a node that is `usableAsTool`, with a name that ends so. */
export const isTool = ({ type }: INode): boolean => type.endsWith('Tool');

/**
 * Whether the node runs as the tool of an AI agent that is to read its errors and go on: so it is in n8n
 * too, unless On Error of the tool says "Stop Workflow".
 */
export const answersModel = (node: INode): boolean =>
	isTool(node) && node.onError !== 'stopWorkflow';

/**
 * A failure as the model reads it. An error that is thrown may not reach it whole: agents of version 3 get
 * the message alone, n8n 1.100 hands on the description alone, and agents of version 2 in n8n 2.41 get nothing.
 */
export function failureForModel({
	message,
	description,
}: Error & { description?: string | null }): IDataObject {
	const isNew = description && !message.includes(description);
	return { error: isNew ? `${message} ${description}` : message };
}

/** What a model reads where a workflow gets no item: from no answer at all it could not tell a failure. */
export const NOTHING_FOR_MODEL: IDataObject = { message: 'Nothing was found.' };
