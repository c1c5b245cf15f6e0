import type { IDataObject } from 'n8n-workflow';

import { isExactTime } from './dateFilter';
import type { Engine } from '../schema/engine';
import type { Condition, FilterGroup, FilterPart } from './filter';
import { isGroup } from './filter';
import { holdsSeveral, kindOf, takesNoValue } from './filterOperators';
import type { Field } from '../schema/table';

/** Cells by field ID, as Teable sends them. */
type Cells = IDataObject;

/** A filter divided between the server and the node, so that each engine gives the same records. */
export interface FilterPlan {
	/** What the server filters by: it lets through all that is wanted, and perhaps more. */
	sent?: FilterGroup;
	/** What the node filters by afterwards. */
	check?: RecordCheck;
}

export interface RecordCheck {
	/** The fields whose cells it looks at. */
	fields: Field[];
	keeps: (cells: Cells) => boolean;
}

/** Whether the engines may differ about a filter, so that it matters which one serves the table. */
export const dependsOnEngine = (filter: FilterGroup): boolean => dependsOn(filter, '1.10');

/**
 * Whether an engine gives by the filter as it is all that is wanted and perhaps more, or nothing but what is
 * wanted and perhaps less: then as many records are the same records.
 */
export function errsOneWay(filter: FilterGroup, engine: Engine): boolean {
	const ways = new Set(conditionsOf(filter).map((condition) => trust(condition, engine)));
	return !ways.has('wrong') && !(ways.has('wider') && ways.has('narrower'));
}

/**
 * Divides a filter for an engine. The rule is that of v2: text is compared letter by letter, `%` and `_`
 * in it mean themselves, and a time is a time. The older engines ignore case, read `%`, `_` and `\` as
 * patterns, and 1.10 knows days only: there the node sends what lets more through and checks what comes.
 *
 * In a group joined by 'or' that holds other kinds of conditions too, text stays as the server compares it.
 *
 * @throws Error when a time stands in such a group: on 1.10 the group cannot be checked
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
				"'Filter' compares an exact time in a group joined by 'or', which this release of Teable (1.10) cannot do. Join it by 'and', or compare days.",
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

/** Whether an engine gives just what a condition wants, or all of it and more, or only some of it, or neither. */
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
			return PATTERN.test(String(value)) ? 'wider' : 'exact';
		case 'doesNotContain':
			if (String(value).includes('\\')) return 'wrong';
			return PATTERN.test(String(value)) ? 'narrower' : 'exact';
		default:
			return 'exact';
	}
}

const PATTERN = /[%_\\]/;

/** The condition that 1.10 understands and that lets through all that an exact time does. */
function byDay(condition: Condition): Condition {
	const { field, operator, value } = condition;
	if (!isExactTime(value)) return condition;
	const day = { ...value, mode: 'exactDate' };
	if (operator === 'isBefore') return { field, operator: 'isOnOrBefore', value: day };
	if (operator === 'isAfter') return { field, operator: 'isOnOrAfter', value: day };
	return { field, operator, value: day };
}

/** Whether the node can tell by itself which records a part lets through. */
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

/** An empty cell, whose time is NaN, is unequal to every time and neither before nor after one. */
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
