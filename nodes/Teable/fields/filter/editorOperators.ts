import type { Operator } from '../../teable/filter/filterOperators';
import { kindOf } from '../../teable/filter/filterOperators';
import { choiceNames } from '../../teable/schema/choices';
import type { Field } from '../../teable/schema/table';
import { named } from '../../values/named';

/**
 * The operators with a special name in the editor. There, the parameters below an operator depend only on its name,
 * not on the field: a date is compared with a mode, a choice or user with an entry of a list, anything else with text.
 */
const DATE_OPERATORS: Record<string, Operator> = { isDate: 'is', isNotDate: 'isNot' };

const CHOICE_OPERATORS: Record<string, Operator> = { isChoice: 'is', isNotChoice: 'isNot' };

const CHOICES_OPERATORS: Record<string, Operator> = {
	isAnyOfChoices: 'isAnyOf',
	isNoneOfChoices: 'isNoneOf',
	hasAnyOfChoices: 'hasAnyOf',
	hasAllOfChoices: 'hasAllOf',
	isExactlyChoices: 'isExactly',
	isNotExactlyChoices: 'isNotExactly',
	hasNoneOfChoices: 'hasNoneOf',
};

const LIST_OPERATORS: Record<string, Operator> = { ...CHOICE_OPERATORS, ...CHOICES_OPERATORS };

/** The operators below which one entry of a list is chosen. */
export const COMPARE_CHOICE = Object.keys(CHOICE_OPERATORS);

/** The operators below which several entries of a list are chosen. */
export const COMPARE_CHOICES = Object.keys(CHOICES_OPERATORS);

/** The operators below which a day is chosen. */
export const COMPARE_DAYS = [
	...Object.keys(DATE_OPERATORS),
	'isBefore',
	'isAfter',
	'isOnOrBefore',
	'isOnOrAfter',
];

/** Teable's operator behind the name that it has in the editor. */
export const operatorNamed = (name: string): string =>
	named({ ...DATE_OPERATORS, ...LIST_OPERATORS }, name) ?? name;

/** The name of an operator in the editor. @param withList whether a list of values can be shown below it */
export function nameInEditor(operator: Operator, field: Field, withList: boolean): string {
	const names = kindOf(field) === 'dateTime' ? DATE_OPERATORS : LIST_OPERATORS;
	if (names === LIST_OPERATORS && !(withList && hasList(field))) return operator;
	return Object.keys(names).find((name) => names[name] === operator) ?? operator;
}

/** Whether the values of a field can be listed: choices, users, or the two states of a checkbox. */
function hasList(field: Field): boolean {
	const kind = kindOf(field);
	return (
		kind === 'user' || kind === 'boolean' || (kind === 'select' && choiceNames(field).length > 0)
	);
}
