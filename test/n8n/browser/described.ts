import { omitBy } from 'lodash';
import type {
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { catalogue } from '../../../nodes/Teable/resources';
import { Teable } from '../../../nodes/Teable/Teable.node.js';
import { TeableTrigger } from '../../../nodes/Teable/TeableTrigger.node.js';
import { events } from '../../../nodes/Teable/trigger';
import { newestVersion, propertiesShown } from '../../harness/n8n/shown';

const NODE = new Teable().description;
const TRIGGER = new TeableTrigger().description;

/** Something that a node can do. */
export interface Ability {
	/** Also the name of its node. */
	title: string;
	description: INodeTypeDescription;
	/** The parameters that select it. */
	chosen: INodeParameters;
}

/** Every operation and event. */
export const ABILITIES: Ability[] = [
	...catalogue.flatMap((resource) =>
		resource.operations.map((operation) => ({
			title: `${resource.name}: ${operation.name}`,
			description: NODE,
			chosen: { resource: resource.value, operation: operation.value },
		})),
	),
	...events.map((event) => ({
		title: `Trigger: ${event.name}`,
		description: TRIGGER,
		chosen: { event: event.value },
	})),
];

/** A node with the given parameters, and all entries of "Options" at their defaults. */
export function nodeFor(ability: Ability, values: INodeParameters, index: number): INode {
	const { title, description } = ability;
	return {
		id: title,
		name: title,
		type: `n8n-nodes-teable.${description.name}`,
		typeVersion: newestVersion(description),
		position: [250 * (index % 6), 200 * Math.floor(index / 6)],
		parameters: parametersFor(ability, values),
		credentials: { teableSessionApi: { id: 'teableSession', name: 'Teable Session' } },
	};
}

/** The labels that a node's panel has to show, from top to bottom, except those of the column mapper. */
export function labelsFor(ability: Ability, values: INodeParameters): string[] {
	const parameters = parametersFor(ability, values);
	return propertiesShown(ability.description, parameters)
		.filter(({ name, type }) => name !== 'authentication' && !LABELLED_OTHERWISE.includes(type))
		.flatMap((property) => [
			property.displayName,
			...labelsInside(ability.description, property, parameters),
		]);
}

/** The notices and hints that the panel has to show. */
export const remarksFor = (ability: Ability, values: INodeParameters): string[] =>
	propertiesShown(ability.description, parametersFor(ability, values)).flatMap(
		({ type, displayName, hint }) => (type === 'notice' ? displayName : (hint ?? [])),
	);

/** Whether the panel has a column mapper. */
export const mapsColumns = (ability: Ability): boolean =>
	propertiesShown(ability.description, ability.chosen).some(
		({ type }) => type === 'resourceMapper',
	);

const LABELLED_OTHERWISE = ['notice', 'resourceMapper'];

/**
 * The given values, except those that a parameter of the node can't have, because they belong to another one with the
 * same name.
 * Lists without a value have one row, and collections all of their entries.
 */
function parametersFor({ description, chosen }: Ability, values: INodeParameters): INodeParameters {
	const all = { authentication: 'session', ...values, ...chosen };
	const shown = propertiesShown(description, all);
	const unfit = (value: unknown, name: string) =>
		shown.some(
			(property) =>
				property.name === name &&
				property.type === 'options' &&
				!(property.options as INodePropertyOptions[]).some((choice) => choice.value === value),
		);
	const opened = shown
		.filter(({ type }) => type === 'collection' || type === 'fixedCollection')
		.map((property) => [property.name, opening(property)]);
	return { ...Object.fromEntries(opened), ...omitBy(all, unfit) } as INodeParameters;
}

function opening({ type, options = [], typeOptions }: INodeProperties) {
	const defaultsOf = (fields: INodeProperties[]) =>
		Object.fromEntries(fields.map(({ name, default: value }) => [name, value]));
	if (type === 'collection') return defaultsOf(options as INodeProperties[]);
	const [{ name, values }] = options as INodePropertyCollection[];
	const row = defaultsOf(values);
	return { [name]: typeOptions?.multipleValues ? [row] : row };
}

function labelsInside(
	description: INodeTypeDescription,
	{ name, type, options = [] }: INodeProperties,
	parameters: INodeParameters,
): string[] {
	if (type === 'collection')
		return (options as INodeProperties[]).map((entry) => entry.displayName);
	if (type !== 'fixedCollection') return [];
	const [group] = options as INodePropertyCollection[];
	const rows = [(parameters[name] as Record<string, INodeParameters[]>)[group.name]].flat();
	return rows.flatMap((_, index) =>
		group.values
			.filter((field) =>
				NodeHelpers.displayParameterPath(
					parameters,
					field,
					`${name}.${group.name}[${index}]`,
					null,
					description,
				),
			)
			.map((field) => field.displayName),
	);
}
