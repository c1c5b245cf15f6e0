import type { INode, INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** A new node has the highest version. */
export const newestVersion = ({ version }: INodeTypeDescription): number =>
	Math.max(...[version].flat());

/**
 * The fields and notices, with the entries of collections, that the editor shows in a new node with these parameters.
 */
export function propertiesShown(
	description: INodeTypeDescription,
	parameters: INodeParameters,
): INodeProperties[] {
	const node = { typeVersion: newestVersion(description) } as INode;
	const given = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		node,
		description,
	);
	const all = given ?? {};
	const isShown = (property: INodeProperties) =>
		NodeHelpers.displayParameter(all, property, node, description, all);
	return description.properties.filter(isShown).map((property) => {
		if (property.type !== 'collection') return property;
		return { ...property, options: (property.options as INodeProperties[]).filter(isShown) };
	});
}
