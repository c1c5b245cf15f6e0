import type { IDataObject } from 'n8n-workflow';

import type { Operator } from './filterOperators';
import { operatorsFor } from './filterOperators';
import type { FilterValue } from './filterValue';
import { hasNamesOfReferences, toFilterValue } from './filterValue';
import { knownField } from './knownField';
import { isObject } from '../../values/objects';
import type { Field, Table } from '../schema/table';

export interface Condition {
	field: Field;
	operator: Operator;
	value: FilterValue;
}

/** A condition with names of linked records or users, which must be looked up. */
export interface NamingCondition {
	field: Field;
	operator: Operator;
	named: unknown;
}

interface Group<C> {
	conjunction: 'and' | 'or';
	/** Never empty, because Teable answers an empty group with every record. */
	parts: Array<C | Group<C>>;
}

export type FilterGroup = Group<Condition>;

export type FilterPart = Condition | FilterGroup;

/** A filter before linked records and users are looked up. */
export type GivenFilter = Group<Condition | NamingCondition>;

/** Five levels were tested on both versions. */
const DEEPEST_LEVEL = 5;

/** A filter in Teable's own form, for messages. */
export const FILTER_EXAMPLE =
	'{"conjunction": "and", "filterSet": [{"fieldId": "Name", "operator": "is", "value": "Alpha"}]}';

/**
 * Checks a filter in Teable's own form against the table's fields. Teable itself checks only parts of it, and may ignore
 * the rest and return every record.
 *
 * @param given a group `{ conjunction, filterSet }` of conditions `{ fieldId, operator, value }` and groups;
 * `fieldId` is a field's ID or name
 * @param timezone the time zone of date fields that have none, as an IANA name
 * @throws Error that names the column and what it accepts
 */
export function checkedFilter(given: unknown, table: Table, timezone: string): GivenFilter {
	return checkedGroup(given, table, timezone, 1);
}

function checkedGroup(given: unknown, table: Table, timezone: string, level: number): GivenFilter {
	if (!isObject(given)) throw malformed('is not an object');
	const { conjunction, filterSet, ...rest } = given;
	if (conjunction !== 'and' && conjunction !== 'or') {
		throw malformed("has a group whose 'conjunction' is not 'and' or 'or'");
	}
	if (!Array.isArray(filterSet)) throw malformed("has a group whose 'filterSet' is not a list");
	refuseOthers(rest, 'a group');
	if (filterSet.length === 0) {
		throw new Error(
			"'Filter' has a group without conditions, so every record would match. Add a condition, or set 'Filter' to None.",
		);
	}
	if (level > DEEPEST_LEVEL) {
		throw new Error(`'Filter' has more than ${DEEPEST_LEVEL} levels of groups. Use fewer levels.`);
	}
	return {
		conjunction,
		parts: filterSet.map((part: unknown) =>
			isObject(part) && 'filterSet' in part
				? checkedGroup(part, table, timezone, level + 1)
				: checkedCondition(part, table, timezone),
		),
	};
}

function checkedCondition(
	given: unknown,
	table: Table,
	timezone: string,
): Condition | NamingCondition {
	if (!isObject(given)) throw malformed('has a condition that is not an object');
	const { fieldId, operator, value, ...rest } = given;
	if (typeof fieldId !== 'string' || fieldId.trim() === '') {
		throw malformed("has a condition without a 'fieldId'");
	}
	if (rest.isSymbol === false) delete rest.isSymbol;
	refuseOthers(rest, 'a condition');
	const field = knownField(table, fieldId, 'Filter');
	const operators = operatorsFor(field);
	const known = operators.find((candidate) => candidate === operator);
	if (!known) {
		throw new Error(
			`'Filter' uses the operator '${String(operator ?? '')}', which the column '${field.name}' (${field.type}) doesn't have. Its operators are ${operators.join(', ')}.`,
		);
	}
	return hasNamesOfReferences(field, known, value)
		? { field, operator: known, named: value }
		: { field, operator: known, value: toFilterValue(field, known, value, timezone) };
}

/** A filter in the form that Teable accepts. */
export const wireFilter = ({ conjunction, parts }: FilterGroup): IDataObject => ({
	conjunction,
	filterSet: parts.map((part) =>
		isGroup(part)
			? wireFilter(part)
			: { fieldId: part.field.id, operator: part.operator, value: part.value },
	),
});

export const isGroup = <C extends object>(part: C | Group<C>): part is Group<C> => 'parts' in part;

export const isNaming = (condition: Condition | NamingCondition): condition is NamingCondition =>
	'named' in condition;

function refuseOthers(rest: IDataObject, where: string) {
	const [other] = Object.keys(rest);
	if (other !== undefined)
		throw malformed(`has ${where} with '${other}', which isn't part of a filter`);
}

const malformed = (problem: string) =>
	new Error(`'Filter' ${problem}. Use Conditions, or JSON such as ${FILTER_EXAMPLE}.`);
