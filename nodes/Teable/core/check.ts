import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parameters } from './parameters';
import type { Reader } from './reader';

/** The parameters that an operation, or an event of a trigger, shows. */
export interface Described {
	properties: INodeProperties[];
	/** The entries of its 'Options' collection. */
	options?: INodeProperties[];
}

/**
 * Checks every menu and every switch that is shown, even those that are not read later. Expressions and AI agents can
 * set any value, and an invalid one would otherwise count as switched off.
 *
 * @throws NodeOperationError that names the parameter and its valid values
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
	// Lists that are loaded from the server have no options here.
	if (type === 'options' && options.length > 0) {
		const values = (options as INodePropertyOptions[]).map(({ value }) => String(value));
		reader.choice(name, values, undefined, displayName);
	}
}

/** The editor always shows a field that depends on an expression. Here the result of the expression counts. */
export const isShown = ({ displayOptions }: INodeProperties, param: Parameters): boolean =>
	Object.entries(displayOptions?.show ?? {}).every(
		([name, values = []]) =>
			// The parameter it depends on may itself be hidden.
			param.isSet(name) && values.some((value) => param.text(name) === String(value)),
	);
