import type { Field } from '../schema/table';

/** The kinds of fields in filters. */
export type FieldKind =
	| 'attachment'
	| 'boolean'
	| 'dateTime'
	| 'link'
	| 'number'
	| 'select'
	| 'text'
	| 'user';

const KINDS_BY_TYPE: Record<string, FieldKind> = {
	attachment: 'attachment',
	createdBy: 'user',
	lastModifiedBy: 'user',
	link: 'link',
	multipleSelect: 'select',
	singleSelect: 'select',
	user: 'user',
};

/** The kind of a field. For a formula, lookup or rollup it depends on the result. */
export function kindOf({ type, cellValueType }: Field): FieldKind {
	const kind = KINDS_BY_TYPE[type];
	if (kind) return kind;
	if (cellValueType === 'number' || cellValueType === 'boolean' || cellValueType === 'dateTime') {
		return cellValueType;
	}
	return 'text';
}

/** Teable's operators, with the names and order of its own filter menu. */
export const OPERATOR_NAMES = {
	is: 'Is',
	isNot: 'Is Not',
	contains: 'Contains',
	doesNotContain: 'Does Not Contain',
	isGreater: 'Is Greater Than',
	isGreaterEqual: 'Is Greater Than or Equal To',
	isLess: 'Is Less Than',
	isLessEqual: 'Is Less Than or Equal To',
	isAnyOf: 'Is Any Of',
	isNoneOf: 'Is None Of',
	hasAnyOf: 'Has Any Of',
	hasAllOf: 'Has All Of',
	isExactly: 'Is Exactly',
	isNotExactly: 'Is Not Exactly',
	hasNoneOf: 'Has None Of',
	isWithIn: 'Is Within',
	isBefore: 'Is Before',
	isAfter: 'Is After',
	isOnOrBefore: 'Is on or Before',
	isOnOrAfter: 'Is on or After',
	isEmpty: 'Is Empty',
	isNotEmpty: 'Is Not Empty',
} as const;

export type Operator = keyof typeof OPERATOR_NAMES;

/** The operators that need no value. Teable then requires null. */
export const WITHOUT_VALUE: Operator[] = ['isEmpty', 'isNotEmpty'];

const CONTAINMENT: Operator[] = ['contains', 'doesNotContain'];

const ONE: Operator[] = ['is', 'isNot', 'isAnyOf', 'isNoneOf'];

const SEVERAL: Operator[] = ['hasAnyOf', 'hasAllOf', 'isExactly', 'isNotExactly', 'hasNoneOf'];

const BY_KIND: Record<FieldKind, (multiple: boolean) => Operator[]> = {
	attachment: () => WITHOUT_VALUE,
	boolean: () => ['is'],
	dateTime: () => [
		'is',
		'isNot',
		'isWithIn',
		'isBefore',
		'isAfter',
		'isOnOrBefore',
		'isOnOrAfter',
		...WITHOUT_VALUE,
	],
	link: (multiple) => [...(multiple ? SEVERAL : ONE), ...CONTAINMENT, ...WITHOUT_VALUE],
	number: () => [
		'is',
		'isNot',
		'isGreater',
		'isGreaterEqual',
		'isLess',
		'isLessEqual',
		...WITHOUT_VALUE,
	],
	select: (multiple) => [...(multiple ? SEVERAL : ONE), ...WITHOUT_VALUE],
	text: () => ['is', 'isNot', ...CONTAINMENT, ...WITHOUT_VALUE],
	user: (multiple) => [...(multiple ? SEVERAL : ONE), ...WITHOUT_VALUE],
};

/**
 * The operators that Teable accepts for a field, each tested on 1.10 and July 2026, with the same results. 1.10 and v2
 * refuse any other. The old engine of 2026 ignores it and returns every record.
 */
export const operatorsFor = (field: Field): Operator[] =>
	BY_KIND[kindOf(field)](holdsSeveral(field));

/** Whether the field's cells are lists. */
export const holdsSeveral = ({ type, isMultipleCellValue }: Field): boolean =>
	isMultipleCellValue === true || type === 'multipleSelect';

export const takesNoValue = (operator: Operator): boolean => WITHOUT_VALUE.includes(operator);

/** Whether Teable requires a list of values. */
export const takesList = (operator: Operator): boolean =>
	operator === 'isAnyOf' || operator === 'isNoneOf' || SEVERAL.includes(operator);
