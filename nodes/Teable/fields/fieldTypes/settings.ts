import { cloneDeep, get, set } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Reader } from '../../core/reader';
import { wholeDefinition } from '../../teable/schema/fields/convertField';
import type { FieldDefinition } from '../../teable/schema/fields/fieldDefinition';
import { LOOKUP } from '../../teable/schema/fields/fieldReferences';
import type { Field } from '../../teable/schema/table';
import { FIELD_OPTIONS, choiceNames, completed } from './index';
import type { FieldOption } from './fieldOption';
import type { FieldType } from './types';
import { FIELD_TYPES } from './types';

/**
 * What can be changed about a field that stays what it is. Not its choices, which have an operation of their own,
 * and not where a link leads: that is another field, and links are lost on the way.
 */
const SETTINGS: FieldOption[] = FIELD_OPTIONS.filter(
	({ path }) =>
		!['choices', 'foreignTableId', 'relationship', 'isOneWay'].some(
			(key) => path === `options.${key}`,
		),
);

/** The options of all types, to be added one by one: those that are not added stay as they are. */
export const settingsField: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options: SETTINGS.map(asEntry).sort((a, b) => a.displayName.localeCompare(b.displayName)),
	description:
		'What to change about how the field works. What is not added here stays as it is; which settings there are depends on the type of the field.',
};

/** A switch that is added is meant to be on. */
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
 * The whole definition of a field, with what `settingsField` changes in it; an option that is null is to be taken
 * away.
 *
 * @param reader the entries of the collection
 * @throws NodeOperationError for a value that cannot be used, and a setting that fields of this type do not have
 */
export function changedDefinition(reader: Reader, field: Field): FieldDefinition {
	const definition = cloneDeep(wholeDefinition(field));
	const type = field.isLookup ? LOOKUP : field.type;
	for (const { property, path, types, read } of SETTINGS.filter(isSetIn(reader))) {
		const value = read(reader, choiceNames(definition)) ?? null;
		if (!types.includes(type as FieldType)) {
			throw reader.bad({
				label: property.displayName,
				problem: `does not apply to '${field.name}', which is of the type ${FIELD_TYPES[type as FieldType] ?? type}. It is for ${namesOf(types)}`,
				remedy: "Take it out of 'Settings', or choose another field.",
			});
		}
		// v2 refuses to take away what is not there.
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
		problem: 'is given, and the field does not show amounts of money',
		remedy: "Set 'Number Format' to Currency too, or take it out of 'Settings'.",
	});
}
