import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** The fields that the editor shows with these parameters. */
export function propertiesShown(
	description: INodeTypeDescription,
	parameters: INodeParameters,
): INodeProperties[] {
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		null,
		description,
	);
	return description.properties.filter(
		(property) =>
			property.type !== 'notice' &&
			NodeHelpers.displayParameter(all ?? {}, property, null, description),
	);
}
