import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

/** What n8n derives from a node's description for AI agents. It also adds "Tool Description". */
export const toolDescription = (description: INodeTypeDescription): INodeTypeDescription => ({
	...description,
	name: `${description.name}Tool`,
});

/** What n8n derives from a node for AI agents. */
export const asTool = (node: INodeType): INodeType =>
	Object.create(node, { description: { value: toolDescription(node.description) } }) as INodeType;
