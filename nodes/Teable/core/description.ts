import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from './operation';

/**
 * Makes the node's properties from the catalogue: the resource menu, each resource's operation menu, and
 * every operation's fields, shown for that resource and operation only.
 *
 * @param catalogue the resources, in menu order
 * @param commonOptions entries that every operation's "Options" collection ends with
 */
export function describeResources<Client>(
	catalogue: Array<Resource<Client>>,
	commonOptions: INodeProperties[],
): INodeProperties[] {
	const [{ value: firstResource }] = catalogue;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: catalogue.map(({ name, value }) => ({ name, value })),
			default: firstResource,
		},
		...catalogue.map(operationMenu),
		...catalogue.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				operationFields(resource, operation, commonOptions),
			),
		),
	];
}

function operationMenu<Client>({
	value,
	operations,
	defaultOperation,
}: Resource<Client>): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ name, value: operation, action, description }) => ({
			name,
			value: operation,
			action,
			description,
		})),
		default: defaultOperation,
	};
}

function operationFields<Client>(
	resource: Resource<Client>,
	operation: Operation<Client>,
	commonOptions: INodeProperties[],
): INodeProperties[] {
	const options: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...(operation.options ?? []), ...commonOptions].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	};
	return [...operation.properties, options].map((property) => ({
		...property,
		displayOptions: shownFor(resource.value, operation.value, property.displayOptions),
	}));
}

const shownFor = (
	resource: string,
	operation: string,
	own: IDisplayOptions = {},
): IDisplayOptions => ({
	...own,
	show: { resource: [resource], operation: [operation], ...own.show },
});
