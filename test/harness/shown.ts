import type { INode, INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** A node that is new has the highest version. */
export const newestVersion = ({ version }: INodeTypeDescription): number =>
	Math.max(...[version].flat());

/** The fields and notices that the editor shows in a new node with these parameters. */
export function propertiesShown(
	description: INodeTypeDescription,
	parameters: INodeParameters,
): INodeProperties[] {
	const node = { typeVersion: newestVersion(description) } as INode;
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		node,
		description,
	);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(all ?? {}, property, node, description),
	);
}
