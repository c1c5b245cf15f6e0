import { isEqual, set } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Reader } from '../../core/reader';
import { choiceNames } from '../../teable/schema/choices';
import type { FieldDefinition } from '../../teable/schema/fields/fieldDefinition';
import { LOOKUP } from '../../teable/schema/fields/fieldReferences';
import { isNothing } from '../../values/quoted';
import type { FieldOption } from './fieldOption';
import { BUTTON_OPTIONS } from './options/button';
import { CHECKBOX_OPTIONS } from './options/checkbox';
import { CHECK_OPTIONS } from './options/checks';
import { DATE_OPTIONS } from './options/date';
import { NUMBER_OPTIONS } from './options/number';
import { RATING_OPTIONS } from './options/rating';
import { RELATION_OPTIONS } from './options/relation';
import { SELECT_OPTIONS } from './options/select';
import { TEXT_OPTIONS } from './options/text';
import { USER_OPTIONS } from './options/user';
import { ALL_TYPES, typeField } from './types';

/** All settings of a field besides name, type and description, in the order of the panel. */
export const FIELD_OPTIONS: FieldOption[] = [
	...RELATION_OPTIONS,
	...TEXT_OPTIONS,
	...NUMBER_OPTIONS,
	...DATE_OPTIONS,
	...RATING_OPTIONS,
	...SELECT_OPTIONS,
	...CHECKBOX_OPTIONS,
	...USER_OPTIONS,
	...BUTTON_OPTIONS,
	...CHECK_OPTIONS,
];

/** The type of a field and the settings of each type, as parameters of an operation or of the rows in a list. */
export const typeProperties: INodeProperties[] = [
	typeField,
	...FIELD_OPTIONS.map(({ property, types, shownFor }) => ({
		...property,
		displayOptions: { show: { type: [...types], ...shownFor } },
	})),
];

export const fieldNameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Amount',
	description: 'The name of the field',
};

export const fieldDescriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Without tax',
	description: 'A description of the field, shown in Teable',
};

/** The parameters of a new field. */
export const fieldProperties: INodeProperties[] = [
	fieldNameField,
	...typeProperties,
	fieldDescriptionField,
];

/**
 * The field that `fieldProperties` describe. It refers to other fields as the user does; `withFieldIds` replaces these
 * names with IDs once the table is known.
 *
 * @param reader the operation's parameters, or a row of a list
 * @throws NodeOperationError that names the parameter that cannot be used
 */
export function fieldDefinition(reader: Reader): FieldDefinition {
	const name = reader.requiredText('name', 'Name');
	const description = reader.text('description', 'Description');
	return { name, ...(description && { description }), ...typeDefinition(reader) };
}

/** The same for `typeProperties` only. */
export function typeDefinition(reader: Reader): FieldDefinition {
	const type = reader.choice('type', ALL_TYPES, 'singleLineText', 'Type');
	const definition: FieldDefinition = { type, ...(type === LOOKUP && { isLookup: true }) };
	for (const option of FIELD_OPTIONS) {
		if (!option.types.includes(type) || !isShown(option, reader)) continue;
		const value = valueOf(option, reader, choiceNames(definition));
		// A switch that is off by default does not need to be sent.
		const isOff = value === false && option.property.default === false;
		if (value !== undefined && !isOff) set(definition, option.path, value);
	}
	return completed(definition);
}

/** Whether a setting is shown, given the setting that it depends on. */
const isShown = ({ shownFor = {} }: FieldOption, reader: Reader): boolean =>
	Object.entries(shownFor).every(([name, values]) => values.includes(reader.text(name)));

/** The value that the user has set, or the default: rows from an expression may lack entries. */
function valueOf({ property, read }: FieldOption, reader: Reader, choices: string[]): unknown {
	if (reader.isSet(property.name) || property.required) return read(reader, choices);
	return typeof property.default === 'object' || isNothing(property.default)
		? undefined
		: property.default;
}

/** Makes settings that depend on each other consistent. */
export function completed<Definition extends Pick<FieldDefinition, 'options'>>(
	definition: Definition,
): Definition {
	const options = { ...definition.options };
	const formatting = options.formatting as IDataObject | undefined;
	if (formatting && 'precision' in formatting) {
		const { symbol = '$', ...number } = formatting;
		options.formatting = number.type === 'currency' ? { ...number, symbol } : number;
	}
	if (options.defaultValue === 'me' && options.isMultiple === true) options.defaultValue = ['me'];
	if (isEqual(options.defaultValue, ['me']) && options.isMultiple === false) {
		options.defaultValue = 'me';
	}
	return definition.options ? { ...definition, options } : definition;
}
