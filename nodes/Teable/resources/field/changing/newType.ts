import type { Parameters } from '../../../core/parameters';
import type { Choice } from '../../../fields/fieldTypes/choices';
import { CHECK_OPTIONS } from '../../../fields/fieldTypes/options/checks';
import type { FieldType } from '../../../fields/fieldTypes/types';
import { FIELD_TYPES } from '../../../fields/fieldTypes/types';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import { LOOKUP } from '../../../teable/schema/fields/fieldReferences';
import { canBePrimary } from '../../../teable/schema/fields/newFields';
import type { Field } from '../../../teable/schema/table';
import { isWritable } from '../../../teable/schema/table';

/** What Teable calculates or fills in itself: whatever such a field held before is replaced. */
const CALCULATED = new Set([
	...['autoNumber', 'createdBy', 'createdTime', 'formula', 'lastModifiedBy', 'lastModifiedTime'],
	...[LOOKUP, 'rollup'],
]);

export const isCalculated = ({ type }: FieldDefinition): boolean => CALCULATED.has(type);

/** @throws NodeOperationError when the field cannot become what is wanted, whatever it holds */
export function checkTarget(param: Parameters, field: Field, { type }: FieldDefinition) {
	const wanted = FIELD_TYPES[type as FieldType];
	const bad = (problem: string, remedy: string) =>
		param.bad({ label: 'Type', problem: `is '${wanted}', ${problem}`, remedy });
	// The links of a field may be told to lead to one record instead of many.
	if (type === (field.isLookup ? LOOKUP : field.type) && type !== 'link') {
		throw bad(
			`and '${field.name}' is that already`,
			"Change its options with 'Update', or choose another type.",
		);
	}
	if (field.isPrimary && !canBePrimary({ type })) {
		throw bad(
			`and '${field.name}' is the primary field, which names the records. Teable lets no such field do so`,
			'Choose another type, or another field.',
		);
	}
	const broken = CHECK_OPTIONS.find(
		({ path, types }) => field[path] === true && !types.some((able) => able === type),
	);
	if (!broken) return;
	const { displayName } = broken.property;
	throw bad(
		`and '${field.name}' has '${displayName}' set, which such a field cannot have`,
		`Take '${displayName}' off the field first.`,
	);
}

/**
 * Teable takes back the change of a field that holds plain values (1.10 and both engines of 2026). What it does with
 * the other side of a link, with files and with what it has calculated, nobody has seen.
 *
 * @throws NodeOperationError when it is not known whether all of a field would come back
 */
export function checkSource(param: Parameters, field: Field) {
	const { type, name } = field;
	const isPlain = isWritable(field) && type !== 'link' && type !== 'attachment';
	if (isPlain) return;
	const what = field.isLookup ? 'Lookup' : (FIELD_TYPES[type as FieldType] ?? type);
	throw param.bad({
		label: 'Field',
		problem: `is '${name}' of the type '${what}', which Teable may not bring back as it was if values would be lost. Nothing was changed`,
		remedy:
			"Duplicate the field and change the copy, or set 'If Values Would Be Lost' to 'Change Anyway'.",
	});
}

/** What of a definition has to be sent for the rest to stay: rules of the field, and the IDs of choices. */
export function wholeTarget(field: Field, definition: FieldDefinition): FieldDefinition {
	const { unique = field.unique, notNull = field.notNull, options } = definition;
	const choices = choicesOf(field, definition);
	return {
		...definition,
		...(choices && { options: { ...options, choices } }),
		...(unique && { unique }),
		...(notNull && { notNull }),
	};
}

const SELECTS = ['singleSelect', 'multipleSelect'];

/**
 * From one choice to several and back, the choices stay what they are: 1.10 would make new ones, in other colors, and
 * only of the values in use.
 */
function choicesOf(field: Field, { type, options }: FieldDefinition): Choice[] | undefined {
	if (!SELECTS.includes(type) || !SELECTS.includes(field.type)) return undefined;
	const held = (field.options?.choices ?? []) as Choice[];
	const wanted = (options?.choices ?? []) as Choice[];
	if (wanted.length === 0) return held;
	return wanted.map((choice) => ({ ...held.find(({ name }) => name === choice.name), ...choice }));
}
