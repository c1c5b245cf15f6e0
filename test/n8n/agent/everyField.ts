import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Teable } from '../../../nodes/Teable/Teable.node.js';
import { toolDescription } from '../../harness/n8n/asTool';
import { propertiesShown } from '../../harness/n8n/shown';
import { fromModel } from './workflow';

/** An argument of a tool, as it must be described to the model. */
export interface Argument {
	name: string;
	description: string;
}

const node = toolDescription(new Teable().description);

/** The types for which n8n's editor doesn't offer "Let the model define this parameter". */
const FIXED = ['notice', 'options'];

const TYPES: Record<string, 'number' | 'boolean' | 'json' | undefined> = {
	boolean: 'boolean',
	json: 'json',
	number: 'number',
};

/**
 * An operation of which the model fills every field that it can. n8n's own button leaves the description of an
 * argument empty. Here it is the field's, as an author would copy it.
 */
export class EveryField {
	readonly arguments: Argument[] = [];

	readonly parameters: INodeParameters;

	constructor(resource: string, operation: string) {
		const chosen = { authentication: 'session', resource, operation };
		const fields = propertiesShown(node, chosen).filter(({ name }) => !(name in chosen));
		this.parameters = { ...chosen, ...this.fill(fields) };
	}

	private fill(fields: INodeProperties[], prefix = ''): INodeParameters {
		const filled = fields
			.filter(
				({ type, noDataExpression }) => !FIXED.includes(type) && !isFixed(type, noDataExpression),
			)
			.map((field) => [field.name, this.value(field, prefix)]);
		return Object.fromEntries(filled) as INodeParameters;
	}

	private value(field: INodeProperties, prefix: string): INodeParameters[string] {
		switch (field.type) {
			case 'resourceLocator':
				return { __rl: true, mode: 'id', value: this.ask(field, prefix) };
			case 'resourceMapper':
				return {
					mappingMode: 'defineBelow',
					value: { Name: this.ask({ ...field, displayName: 'Name' }, prefix) },
					matchingColumns: ['Name'],
					schema: [],
				};
			case 'fixedCollection': {
				const [{ name, values }] = field.options as INodePropertyCollection[];
				return { [name]: [this.fill(shownIn(values), `${name}0_`)] };
			}
			case 'collection':
				return this.fill(field.options as INodeProperties[]);
			default:
				return this.ask(field, prefix);
		}
	}

	/** The editor's name for the argument: the label, after a row's number. */
	private ask(field: INodeProperties, prefix: string): string {
		const name = `${prefix}${field.displayName}`.replace(/[^a-zA-Z0-9-]/g, '_').slice(0, 63);
		const description = plain(field.description ?? '');
		this.arguments.push({ name, description });
		return fromModel(name, description, TYPES[field.type]);
	}
}

/** The fields that a new row of a list shows. */
function shownIn(values: INodeProperties[]): INodeProperties[] {
	const row = Object.fromEntries(values.map(({ name, default: value }) => [name, value]));
	return values.filter((value) =>
		NodeHelpers.displayParameter(row as INodeParameters, value, null, node),
	);
}

/** n8n offers expressions for the rows of a mapper, but not for the mapper itself. */
const isFixed = (type: string, noDataExpression = false) =>
	noDataExpression && type !== 'resourceMapper';

const plain = (html: string): string => html.replace(/<[^>]+>/g, '');

/** An input that fits the arguments' types but has no meaning. */
export const nonsense = (properties: Record<string, { type?: string }>): IDataObject =>
	Object.fromEntries(
		Object.entries(properties).map(([name, { type }]) => [name, NONSENSE[type ?? 'json']]),
	);

const NONSENSE: Record<string, IDataObject[string]> = {
	boolean: true,
	json: { nonsense: true },
	number: 1,
	string: 'nonsense',
};
