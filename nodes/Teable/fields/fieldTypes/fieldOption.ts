import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Reader } from '../../core/reader';
import type { FieldType } from './types';

/** One thing to set about a field, for some of its types. */
export interface FieldOption {
	/** What the panel shows, without `displayOptions`. */
	property: INodeProperties;
	types: readonly FieldType[];
	/** The other entry that it belongs to, e.g. a currency's symbol to a format. */
	shownFor?: Record<string, string[]>;
	/** Where Teable has it in a field, e.g. `options.formatting.type`. */
	path: string;
	/**
	 * Its value as Teable wants it; undefined for none.
	 *
	 * @param choices the names of the field's choices
	 * @throws NodeOperationError that names the entry when the value cannot be used
	 */
	read(reader: Reader, choices: string[]): unknown;
}

/** A menu of values that stand in Teable as they are, by the names that the panel shows. */
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

/** A text; an empty one counts as none. */
export const text = (
	property: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'placeholder'>,
): Pick<FieldOption, 'property' | 'read'> => ({
	property: { ...property, type: 'string', default: '' },
	read: (reader) => reader.text(property.name, property.displayName) || undefined,
});
