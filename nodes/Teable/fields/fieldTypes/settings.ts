import { cloneDeep, get, set } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Reader } from '../../core/reader';
import { choiceNames } from '../../teable/schema/choices';
import { wholeDefinition } from '../../teable/schema/fields/convertField';
import type { FieldDefinition } from '../../teable/schema/fields/fieldDefinition';
import { LOOKUP } from '../../teable/schema/fields/fieldReferences';
import type { Field } from '../../teable/schema/table';
import { FIELD_OPTIONS, completed } from './index';
import type { FieldOption } from './fieldOption';
import type { FieldType } from './types';
import { FIELD_TYPES, typeName } from './types';

/**
 * The settings that can be changed without changing the type. Choices have their own operation, and changing the
 * target of a link would lose the links.
 */
const SETTINGS: FieldOption[] = FIELD_OPTIONS.filter(
	({ path }) =>
		!['choices', 'foreignTableId', 'relationship', 'isOneWay'].some(
			(key) => path === `options.${key}`,
		),
);

/** The settings of all types, to be added one by one. Settings that are not added stay unchanged. */
export const settingsField: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options: SETTINGS.map(asEntry).sort((a, b) => a.displayName.localeCompare(b.displayName)),
	description:
		'The settings to change. Settings that are not added stay unchanged. Which ones are available depends on the type of the field.',
};

/** A switch is on by default once it is added. */
function asEntry({ property, types }: FieldOption): INodeProperties {
	const description = `${property.description?.replace(/\.$/, '')}. For ${namesOf(types)}.`;
	const { type, default: value } = property;
	return { ...property, default: type === 'boolean' ? true : value, description };
}

function namesOf(types: readonly FieldType[]): string {
	const names = types.map((type) => FIELD_TYPES[type]);
	const [last] = names.slice(-1);
	return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * The whole definition of a field with the changed settings. A null removes an option.
 *
 * @param reader the entries of the collection
 * @throws NodeOperationError for a value that cannot be used, and for a setting that the field type lacks
 */
export function changedDefinition(reader: Reader, field: Field): FieldDefinition {
	const definition = cloneDeep(wholeDefinition(field));
	const type = field.isLookup ? LOOKUP : field.type;
	for (const { property, path, types, read } of SETTINGS.filter(isSetIn(reader))) {
		const value = read(reader, choiceNames(definition)) ?? null;
		if (!types.includes(type as FieldType)) {
			throw reader.bad({
				label: property.displayName,
				problem: `doesn't apply to '${field.name}', which has the type ${typeName(field)}. It is for ${namesOf(types)}`,
				remedy: "Remove it from 'Settings', or choose another field.",
			});
		}
		// v2 rejects the removal of an option that is not set.
		if (value !== null || get(definition, path) !== undefined) set(definition, path, value);
	}
	checkSymbol(reader, definition);
	return completed(definition);
}

const isSetIn =
	(reader: Reader) =>
	({ property }: FieldOption): boolean =>
		reader.isSet(property.name);

function checkSymbol(reader: Reader, { options }: FieldDefinition): void {
	const formatting = options?.formatting as IDataObject | undefined;
	if (!reader.isSet('symbol') || formatting?.type === 'currency') return;
	throw reader.bad({
		label: 'Currency Symbol',
		problem: "is set, but the field's format is not Currency",
		remedy: "Also set 'Number Format' to Currency, or remove it from 'Settings'.",
	});
}
