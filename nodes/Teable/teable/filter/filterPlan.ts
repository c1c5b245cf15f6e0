import type { IDataObject } from 'n8n-workflow';

import { isExactTime } from './dateFilter';
import type { Engine } from '../schema/engine';
import type { Condition, FilterGroup, FilterPart } from './filter';
import { isGroup } from './filter';
import { holdsSeveral, kindOf, takesNoValue } from './filterOperators';
import type { Field } from '../schema/table';

/** Raw cells by field ID. */
type Cells = IDataObject;

/** A filter divided between the server and the node, so that every engine returns the same records. */
export interface FilterPlan {
	/** The server's filter. It matches all wanted records, and possibly more. */
	sent?: FilterGroup;
	/** The node's own filter, applied afterwards. */
	check?: RecordCheck;
}

export interface RecordCheck {
	/** The fields whose cells it checks. */
	fields: Field[];
	keeps: (cells: Cells) => boolean;
}

/** Whether engines may return different records for a filter, so that the engine of the table must be known. */
export const dependsOnEngine = (filter: FilterGroup): boolean => dependsOn(filter, '1.10');

/**
 * Whether an engine returns for the unchanged filter either all wanted records and possibly more, or only wanted ones and
 * possibly fewer. Then equal counts mean equal records.
 */
export function errsInOneDirection(filter: FilterGroup, engine: Engine): boolean {
	const ways = new Set(conditionsOf(filter).map((condition) => trust(condition, engine)));
	return !ways.has('wrong') && !(ways.has('wider') && ways.has('narrower'));
}

/**
 * Divides a filter for an engine. The behavior of v2 is the standard: strings are compared exactly, `%` and `_` are ordinary
 * characters, and times are exact. The older engines ignore case and treat `%`, `_` and `\` as patterns, and 1.10 compares
 * only days. For them the node sends a wider filter and checks the results.
 *
 * In an 'or' group with other kinds of conditions, strings are compared as the server does.
 *
 * @throws Error if such a group contains a time, because the group cannot be checked on 1.10
 */
export function planFilter(filter: FilterGroup, engine: Engine): FilterPlan {
	return filter.conjunction === 'and' ? planAll(filter, engine) : planAny(filter, engine);
}

interface PartPlan {
	sent?: FilterPart;
	check?: RecordCheck;
}

const planPart = (part: FilterPart, engine: Engine): PartPlan =>
	isGroup(part) ? planFilter(part, engine) : planCondition(part, engine);

function planAll({ parts }: FilterGroup, engine: Engine): FilterPlan {
	const plans = parts.map((part) => planPart(part, engine));
	const checks = plans.flatMap(({ check }) => check ?? []);
	return {
		sent: group(
			'and',
			plans.flatMap(({ sent }) => sent ?? []),
		),
		check:
			checks.length === 0
				? undefined
				: {
						fields: checks.flatMap(({ fields }) => fields),
						keeps: (cells) => checks.every(({ keeps }) => keeps(cells)),
					},
	};
}

function planAny(filter: FilterGroup, engine: Engine): FilterPlan {
	const { parts } = filter;
	if (!dependsOn(filter, engine)) return { sent: filter };
	if (!parts.every(canBeChecked)) {
		if (conditionsOf(filter).some(({ value }) => isExactTime(value)) && engine === '1.10') {
			throw new Error(
				"'Filter' compares an exact time in an 'or' group, which this version of Teable (1.10) does not support. Use 'and', or compare days.",
			);
		}
		return { sent: filter };
	}
	const sent = parts.map((part) => planPart(part, engine).sent);
	return {
		sent: sent.includes(undefined)
			? undefined
			: group(
					'or',
					sent.flatMap((part) => part ?? []),
				),
		check: {
			fields: conditionsOf(filter).map(({ field }) => field),
			keeps: (cells) => matches(filter, cells),
		},
	};
}

function planCondition(condition: Condition, engine: Engine): PartPlan {
	const trusted = trust(condition, engine);
	if (trusted === 'exact') return { sent: condition };
	return {
		sent: trusted === 'wider' ? byDay(condition) : undefined,
		check: { fields: [condition.field], keeps: (cells) => matches(condition, cells) },
	};
}

/** Whether an engine returns exactly the records that match a condition, or also others, or only some of them, or neither. */
type Trust = 'exact' | 'wider' | 'narrower' | 'wrong';

function trust({ field, operator, value }: Condition, engine: Engine): Trust {
	if (isExactTime(value)) {
		if (engine !== '1.10') return 'exact';
		return operator === 'isNot' ? 'wrong' : 'wider';
	}
	if (engine === 'v2' || kindOf(field) !== 'text' || holdsSeveral(field)) return 'exact';
	switch (operator) {
		case 'is':
			return 'wider';
		case 'isNot':
			return 'narrower';
		case 'contains':
			if (String(value).includes('\\')) return 'wrong';
			return hasPattern(value) ? 'wider' : 'exact';
		case 'doesNotContain':
			if (String(value).includes('\\')) return 'wrong';
			return hasPattern(value) ? 'narrower' : 'exact';
		default:
			return 'exact';
	}
}

/** Whether the older engines interpret a text as a pattern. */
export const hasPattern = (value: unknown): boolean =>
	typeof value === 'string' && /[%_\\]/.test(value);

/** A condition for 1.10 that matches all records that match an exact time. */
function byDay(condition: Condition): Condition {
	const { field, operator, value } = condition;
	if (!isExactTime(value)) return condition;
	const day = { ...value, mode: 'exactDate' };
	if (operator === 'isBefore') return { field, operator: 'isOnOrBefore', value: day };
	if (operator === 'isAfter') return { field, operator: 'isOnOrAfter', value: day };
	return { field, operator, value: day };
}

/** Whether the node itself can decide which records match a part. */
const canBeChecked = (part: FilterPart): boolean => {
	if (isGroup(part)) return part.parts.every(canBeChecked);
	const { field, operator, value } = part;
	if (takesNoValue(operator)) return true;
	return !holdsSeveral(field) && (kindOf(field) === 'text' || isExactTime(value));
};

function matches(part: FilterPart, cells: Cells): boolean {
	if (isGroup(part)) {
		return part.conjunction === 'and'
			? part.parts.every((inner) => matches(inner, cells))
			: part.parts.some((inner) => matches(inner, cells));
	}
	const { field, operator, value } = part;
	const cell = cells[field.id] ?? '';
	if (operator === 'isEmpty') return cell === '';
	if (operator === 'isNotEmpty') return cell !== '';
	return isExactTime(value)
		? matchesTime(operator, cell === '' ? Number.NaN : Date.parse(String(cell)), value.exactDate)
		: matchesText(operator, String(cell), String(value));
}

function matchesText(operator: Condition['operator'], cell: string, value: string): boolean {
	const contains = cell.toLowerCase().includes(value.toLowerCase());
	switch (operator) {
		case 'is':
			return cell === value;
		case 'isNot':
			return cell !== value;
		case 'contains':
			return contains;
		default:
			return !contains;
	}
}

/** The time of an empty cell is NaN, which is not equal to, before or after any time. */
function matchesTime(operator: Condition['operator'], cell: number, exactDate: string): boolean {
	const time = Date.parse(exactDate);
	switch (operator) {
		case 'is':
			return cell === time;
		case 'isNot':
			return cell !== time;
		case 'isBefore':
			return cell < time;
		case 'isAfter':
			return cell > time;
		case 'isOnOrBefore':
			return cell <= time;
		default:
			return cell >= time;
	}
}

const conditionsOf = ({ parts }: FilterGroup): Condition[] =>
	parts.flatMap((part) => (isGroup(part) ? conditionsOf(part) : part));

const dependsOn = (filter: FilterGroup, engine: Engine): boolean =>
	conditionsOf(filter).some((condition) => trust(condition, engine) !== 'exact');

const group = (
	conjunction: FilterGroup['conjunction'],
	parts: FilterPart[],
): FilterGroup | undefined => (parts.length === 0 ? undefined : { conjunction, parts });
