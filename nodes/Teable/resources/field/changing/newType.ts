import type { Parameters } from '../../../core/parameters';
import { CHECK_OPTIONS } from '../../../fields/fieldTypes/options/checks';
import type { FieldType } from '../../../fields/fieldTypes/types';
import { FIELD_TYPES, typeName } from '../../../fields/fieldTypes/types';
import type { Choice } from '../../../teable/schema/choices';
import { choicesOf } from '../../../teable/schema/choices';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import { LOOKUP } from '../../../teable/schema/fields/fieldReferences';
import { canBePrimary } from '../../../teable/schema/fields/newFields';
import type { Field } from '../../../teable/schema/table';
import { isWritable } from '../../../teable/schema/table';

/** Types that Teable calculates or fills in itself, which replaces any previous values. */
const CALCULATED = new Set([
	...['autoNumber', 'createdBy', 'createdTime', 'formula', 'lastModifiedBy', 'lastModifiedTime'],
	...[LOOKUP, 'rollup'],
]);

export const isCalculated = ({ type }: FieldDefinition): boolean => CALCULATED.has(type);

/** @throws NodeOperationError if the field cannot have this type, whatever its values */
export function checkTarget(param: Parameters, field: Field, { type }: FieldDefinition) {
	const wanted = FIELD_TYPES[type as FieldType];
	const bad = (problem: string, remedy: string) =>
		param.bad({ label: 'Type', problem: `is '${wanted}', ${problem}`, remedy });
	// A link can be changed to another relationship.
	if (type === (field.isLookup ? LOOKUP : field.type) && type !== 'link') {
		throw bad(
			`but '${field.name}' already has this type`,
			"Change its settings with 'Update', or choose another type.",
		);
	}
	if (field.isPrimary && !canBePrimary({ type })) {
		throw bad(
			`which Teable doesn't allow for the primary field, '${field.name}'`,
			'Choose another type, or another field.',
		);
	}
	const broken = CHECK_OPTIONS.find(
		({ path, types }) => field[path] === true && !types.some((able) => able === type),
	);
	if (!broken) return;
	const { displayName } = broken.property;
	throw bad(
		`which can't have '${displayName}', but '${field.name}' has it turned on`,
		`Turn off '${displayName}' for the field first.`,
	);
}

/**
 * Teable can undo a type change of a field with plain values (measured on 1.10 and both engines of 2026). For links,
 * files and calculated values this has not been measured.
 *
 * @throws NodeOperationError if it is not known whether everything in the field could be restored
 */
export function checkSource(param: Parameters, field: Field) {
	const { type, name } = field;
	const isPlain = isWritable(field) && type !== 'link' && type !== 'attachment';
	if (isPlain) return;
	throw param.bad({
		label: 'Field',
		problem: `is '${name}' of the type '${typeName(field)}', which Teable may not be able to restore if values would be lost. Nothing was changed`,
		remedy:
			"Duplicate the field and change the copy, or set 'If Values Would Be Lost' to Change Anyway.",
	});
}

/** The definition to send, including what Teable would otherwise drop: the field's rules and the IDs of choices. */
export function wholeTarget(field: Field, definition: FieldDefinition): FieldDefinition {
	const { unique = field.unique, notNull = field.notNull, options } = definition;
	const choices = keptChoices(field, definition);
	return {
		...definition,
		...(choices && { options: { ...options, choices } }),
		...(unique && { unique }),
		...(notNull && { notNull }),
	};
}

const SELECTS = ['singleSelect', 'multipleSelect'];

/**
 * Keeps the choices when changing between single and multiple select: 1.10 would create new ones in other colors, and
 * only for the values in use.
 */
function keptChoices(field: Field, definition: FieldDefinition): Choice[] | undefined {
	if (!SELECTS.includes(definition.type) || !SELECTS.includes(field.type)) return undefined;
	const held = choicesOf(field);
	const wanted = choicesOf(definition);
	if (wanted.length === 0) return held;
	return wanted.map((choice) => ({ ...held.find(({ name }) => name === choice.name), ...choice }));
}
