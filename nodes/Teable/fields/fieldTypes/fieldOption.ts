import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Reader } from '../../core/reader';
import type { FieldType } from './types';

/** A setting of a field, for some field types. */
export interface FieldOption {
	/** The parameter in the panel, without `displayOptions`. */
	property: INodeProperties;
	types: readonly FieldType[];
	/** The setting that it depends on, e.g. the number format of a currency symbol. */
	shownFor?: Record<string, string[]>;
	/** Its path in Teable's field, e.g. `options.formatting.type`. */
	path: string;
	/**
	 * Its value in Teable's format; undefined for none.
	 *
	 * @param choices the names of the field's choices
	 * @throws NodeOperationError that names the setting if the value cannot be used
	 */
	read(reader: Reader, choices: string[]): unknown;
}

/** A menu of Teable's own values, with their names in the panel. */
export function menu(
	text: Pick<INodeProperties, 'displayName' | 'name' | 'description'> & { default: string },
	names: Record<string, string>,
): Pick<FieldOption, 'property' | 'read'> {
	const options: INodePropertyOptions[] = Object.entries(names).map(([value, name]) => ({
		name,
		value,
	}));
	if (options.length >= 5) options.sort((a, b) => a.name.localeCompare(b.name));
	return {
		property: { ...text, type: 'options', options },
		read: (reader) => reader.choice(text.name, Object.keys(names), undefined, text.displayName),
	};
}

/** A switch. */
export const flag = (
	text: Pick<INodeProperties, 'displayName' | 'name' | 'description'> & { default?: boolean },
): Pick<FieldOption, 'property' | 'read'> => ({
	property: { default: false, ...text, type: 'boolean' },
	read: (reader) => reader.flag(text.name, text.displayName),
});

/** A text, which is undefined if empty. */
export const text = (
	property: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'placeholder'>,
): Pick<FieldOption, 'property' | 'read'> => ({
	property: { ...property, type: 'string', default: '' },
	read: (reader) => reader.text(property.name, property.displayName) || undefined,
});
