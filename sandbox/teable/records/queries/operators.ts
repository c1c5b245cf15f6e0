import type { Field } from '../../../state';

const EMPTINESS = ['isEmpty', 'isNotEmpty'];
const CONTAINS = ['contains', 'doesNotContain'];
const ONE_OF = ['is', 'isNot', 'isAnyOf', 'isNoneOf'];
const ALL_OF = ['hasAnyOf', 'hasAllOf', 'isExactly', 'isNotExactly', 'hasNoneOf'];

const TEXT = ['is', 'isNot', ...CONTAINS, ...EMPTINESS];
const NUMBER = [
	'is',
	'isNot',
	'isGreater',
	'isGreaterEqual',
	'isLess',
	'isLessEqual',
	...EMPTINESS,
];
const DATE = [
	...['is', 'isNot', 'isWithIn', 'isBefore', 'isAfter', 'isOnOrBefore', 'isOnOrAfter'],
	...EMPTINESS,
];

/** The operators a field's type allows in a filter. */
export function operatorsOf(field: Field): string[] {
	const isMany = field.isMultipleCellValue === true;
	switch (field.type) {
		case 'singleSelect':
			return [...ONE_OF, ...EMPTINESS];
		case 'multipleSelect':
			return [...ALL_OF, ...EMPTINESS];
		case 'user':
		case 'createdBy':
		case 'lastModifiedBy':
			return [...(isMany ? ALL_OF : ONE_OF), ...EMPTINESS];
		case 'link':
			return [...(isMany ? ALL_OF : ONE_OF), ...CONTAINS, ...EMPTINESS];
		case 'attachment':
		case 'button':
			return EMPTINESS;
	}
	switch (field.cellValueType) {
		case 'boolean':
			return ['is'];
		case 'number':
			return NUMBER;
		case 'dateTime':
			return DATE;
		case 'string':
			return TEXT;
	}
}

/** SQL's operators, which Teable accepts with `isSymbol: true`. */
export const SYMBOLS: Record<string, string> = {
	'=': 'is',
	'!=': 'isNot',
	'>': 'isGreater',
	'>=': 'isGreaterEqual',
	'<': 'isLess',
	'<=': 'isLessEqual',
	LIKE: 'contains',
	'NOT LIKE': 'doesNotContain',
	IN: 'isAnyOf',
	'NOT IN': 'isNoneOf',
	HAS: 'hasAllOf',
	'IS NULL': 'isEmpty',
	'IS NOT NULL': 'isNotEmpty',
};
