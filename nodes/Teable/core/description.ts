import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from './operation';
import type { Described } from './check';

/**
 * The default resource of some versions of the node. n8n does not store parameters that have their default value, so
 * the default of a version never changes.
 */
export interface DefaultResource {
	versions: number[];
	resource: string;
}

/**
 * Creates the node's properties from the catalogue: the resource menu, each resource's operation menu, and
 * every operation's fields, which are shown for that resource and operation only.
 *
 * @param catalogue the resources, in menu order
 * @param defaults the resource of a new node, for each version
 * @param commonOptions entries of every operation's 'Options' collection
 */
export function describeResources<Client>(
	catalogue: Array<Resource<Client>>,
	defaults: DefaultResource[],
	commonOptions: INodeProperties[],
): INodeProperties[] {
	return [
		...defaults.map(
			({ versions, resource }): INodeProperties => ({
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { '@version': versions } },
				options: catalogue.map(({ name, value }) => ({ name, value })),
				default: resource,
			}),
		),
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
	const show = { resource: [resource.value], operation: [operation.value] };
	return shownFieldsOf(operation, commonOptions, show);
}

/**
 * The fields of an operation or event, and its 'Options' in alphabetical order.
 *
 * @param show the parameters for whose values they are shown only
 */
export const shownFieldsOf = (
	{ properties, options = [] }: Described,
	commonOptions: INodeProperties[],
	show: IDisplayOptions['show'],
): INodeProperties[] =>
	[...properties, optionsField([...options, ...commonOptions])].map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...show, ...property.displayOptions?.show },
		},
	}));

const optionsField = (entries: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...entries].sort((a, b) => a.displayName.localeCompare(b.displayName)),
});
