import type { IDataObject } from 'n8n-workflow';

import { isNothing } from '../../values/quoted';
import type { Field } from '../schema/table';
import type { DateValue } from './dateFilter';
import type { Condition, FilterGroup, FilterPart } from './filter';
import { isGroup } from './filter';
import { takesNoValue } from './filterOperators';
import { hasPattern } from './filterPlan';

/** False if it certainly does not match, true if it certainly does, undefined if the node cannot tell. */
type Fit = boolean | undefined;

/** Days are counted in the zone of the field or of the filter. No two zones are further apart than this. */
const SLACK_MS = 36 * 3_600_000;

const DAY_MS = 24 * 3_600_000;

/** The kinds of fields whose cells the node can check. Formulas and lookups may show something else than they hold. */
const JUDGED = new Set([
	'checkbox',
	'date',
	'longText',
	'multipleSelect',
	'number',
	'rating',
	'singleLineText',
	'singleSelect',
]);

/** The fields of a filter whose cells show whether a record matches. */
export const checkableFields = ({ parts }: FilterGroup): Field[] =>
	parts.flatMap((part) =>
		isGroup(part) ? checkableFields(part) : canJudge(part) ? [part.field] : [],
	);

/** Whether the cells of a record can show that it does not match. */
export const canTell = (part: FilterPart): boolean => {
	if (!isGroup(part)) return canJudge(part);
	return part.conjunction === 'and' ? part.parts.some(canTell) : part.parts.every(canTell);
};

/**
 * Whether a record certainly does not match a filter on any engine. Differences between engines (case, accents, patterns,
 * the zone of a day, empty cells) are ignored.
 *
 * @param cells raw, by field ID; an absent cell may be hidden, so it counts only if `absentIsEmpty`
 */
export const cannotMatch = (
	filter: FilterGroup,
	cells: IDataObject,
	absentIsEmpty: boolean,
): boolean => fitOf(filter, cells, absentIsEmpty) === false;

function fitOf(part: FilterPart, cells: IDataObject, absentIsEmpty: boolean): Fit {
	if (!isGroup(part)) return canJudge(part) ? judge(part, cells, absentIsEmpty) : undefined;
	const fits = part.parts.map((inner) => fitOf(inner, cells, absentIsEmpty));
	const decisive = part.conjunction === 'or';
	if (fits.includes(decisive)) return decisive;
	return fits.includes(undefined) ? undefined : !decisive;
}

const canJudge = ({ field, operator }: Condition): boolean =>
	JUDGED.has(field.type) &&
	field.isLookup !== true &&
	(operator in JUDGES || takesNoValue(operator));

function judge(
	{ field, operator, value }: Condition,
	cells: IDataObject,
	absentIsEmpty: boolean,
): Fit {
	const cell = cells[field.id];
	const isAbsent = isNothing(cell) || (Array.isArray(cell) && cell.length === 0);
	if (takesNoValue(operator)) {
		// v2 stores empty strings.
		if (cell === '' || (isAbsent && !absentIsEmpty)) return undefined;
		return isAbsent === (operator === 'isEmpty');
	}
	if (field.type === 'checkbox') {
		if (isAbsent && !absentIsEmpty) return undefined;
		return (cell === true) === (value === true);
	}
	if (isAbsent) return undefined;
	return JUDGES[operator]?.(cell, value, field) === false ? false : undefined;
}

type Judge = (cell: unknown, value: unknown, field: Field) => Fit;

/** False if an operator cannot match a filled cell. */
const JUDGES: Partial<Record<Condition['operator'], Judge>> = {
	is: (cell, value, field) =>
		field.type === 'date' ? isOnDay(cell, value) : !isSurelyOther(cell, value),
	isNot: (cell, value, field) => field.type === 'date' || !isSurelySame(cell, value),
	contains: (cell, value) => hasPattern(value) || folded(cell).includes(folded(value)),
	doesNotContain: (cell, value) => hasPattern(value) || !String(cell).includes(String(value)),
	isGreater: (cell, value) => !isBelow(cell, value),
	isGreaterEqual: (cell, value) => !isBelow(cell, value),
	isLess: (cell, value) => !isBelow(value, cell),
	isLessEqual: (cell, value) => !isBelow(value, cell),
	isBefore: (cell, value) => !isAfterDay(cell, value),
	isOnOrBefore: (cell, value) => !isAfterDay(cell, value),
	isAfter: (cell, value) => !isBeforeDay(cell, value),
	isOnOrAfter: (cell, value) => !isBeforeDay(cell, value),
	isAnyOf: (cell, value) => listOf(value).some((one) => !isSurelyOther(cell, one)),
	isNoneOf: (cell, value) => !listOf(value).some((one) => isSurelySame(cell, one)),
	hasAnyOf: (cell, value) => listOf(value).some((one) => mayHold(cell, one)),
	hasAllOf: (cell, value) => listOf(value).every((one) => mayHold(cell, one)),
	isExactly: (cell, value) => listOf(value).every((one) => mayHold(cell, one)),
	hasNoneOf: (cell, value) => !listOf(value).some((one) => surelyHolds(cell, one)),
};

const listOf = (value: unknown): unknown[] => [value].flat();

const mayHold = (cell: unknown, wanted: unknown): boolean =>
	listOf(cell).some((held) => !isSurelyOther(held, wanted));

const surelyHolds = (cell: unknown, wanted: unknown): boolean =>
	listOf(cell).some((held) => isSurelySame(held, wanted));

function isSurelyOther(cell: unknown, value: unknown): boolean {
	if (typeof cell === 'number' && typeof value === 'number') return !isClose(cell, value);
	return !hasPattern(value) && folded(cell) !== folded(value);
}

const isSurelySame = (cell: unknown, value: unknown): boolean =>
	cell === value && !hasPattern(value);

const isClose = (a: number, b: number): boolean =>
	Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1);

const isBelow = (a: unknown, b: unknown): boolean =>
	typeof a === 'number' && typeof b === 'number' && a < b && !isClose(a, b);

/** A string without what an engine may ignore: case, accents and spaces. */
const folded = (value: unknown): string =>
	String(value)
		.normalize('NFKD')
		.replace(/[\p{M}\s]/gu, '')
		.toLowerCase();

const isOnDay = (cell: unknown, value: unknown): boolean =>
	!isBeforeDay(cell, value) && !isAfterDay(cell, value);

const isBeforeDay = (cell: unknown, value: unknown): boolean =>
	Date.parse(String(cell)) < dayOf(value) - SLACK_MS;

const isAfterDay = (cell: unknown, value: unknown): boolean =>
	Date.parse(String(cell)) > dayOf(value) + DAY_MS + SLACK_MS;

/** For a relative day, such as "tomorrow", NaN, which is neither before nor after anything. */
const dayOf = (value: unknown): number => Date.parse((value as DateValue | null)?.exactDate ?? '');
