import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parameters } from './parameters';
import type { Reader } from './reader';

/** What an operation, or an event of a trigger, shows: what its parameters are checked by. */
export interface Described {
	properties: INodeProperties[];
	/** The entries of its "Options" collection. */
	options?: INodeProperties[];
}

/**
 * Checks every menu and every switch that is shown, whether or not it will be read: one that holds something else,
 * as an expression or an AI agent may give it, would count as switched off.
 *
 * @throws NodeOperationError that names the parameter and what it takes
 */
export function checkParameters({ properties, options = [] }: Described, param: Parameters): void {
	for (const property of properties) {
		if (isShown(property, param)) check(property, param);
	}
	for (const entry of options) check(entry, param.options);
}

function check({ name, displayName, type, options = [] }: INodeProperties, reader: Reader): void {
	if (!reader.isSet(name)) return;
	if (type === 'boolean') reader.flag(name, displayName);
	// The lists that are loaded from the server have no options here.
	if (type === 'options' && options.length > 0) {
		const values = (options as INodePropertyOptions[]).map(({ value }) => String(value));
		reader.choice(name, values, undefined, displayName);
	}
}

/** n8n itself shows a field whenever an expression decides about it, whatever the expression gives. */
export const isShown = ({ displayOptions }: INodeProperties, param: Parameters): boolean =>
	Object.entries(displayOptions?.show ?? {}).every(
		([name, values = []]) =>
			// What decides may itself be hidden.
			param.isSet(name) && values.some((value) => param.text(name) === String(value)),
	);
