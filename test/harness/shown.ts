import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** The fields and notices that the editor shows with these parameters. */
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
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(all ?? {}, property, null, description),
	);
}
