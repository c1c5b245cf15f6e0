import { DateTime } from 'luxon';
import { internal } from '../../../errors';
import type { Field, TeableRecord, User } from '../../../state';
import type { CellContext } from '../cells/cells';
import { choicesOf } from '../cells/choices';
import { rangeOf, type DateFilter, type Range } from './dateRanges';
import { domainError } from '../cells/keys';
import { cellText, cellValue } from '../cells/values';

export type Test = (record: TeableRecord) => boolean;

/**
 * Returns the test for an operator. Returns none if the value is null, because such a condition restricts nothing.
 * @throws 500 for a value that has another type than the field
 */
export function operatorTest(
	context: CellContext,
	user: User,
	field: Field,
	operator: string,
	value: unknown,
): Test | undefined {
	const { state, table } = context;
	const valueOf = (record: TeableRecord) => cellValue(state, table, record, field);
	if (operator === 'isEmpty') return (record) => isEmpty(valueOf(record));
	if (operator === 'isNotEmpty') return (record) => !isEmpty(valueOf(record));
	if (field.cellValueType === 'boolean') {
		const wanted = value === true || value === 'true';
		return (record) => (valueOf(record) === true) === wanted;
	}
	const isText = field.cellValueType === 'string';
	if (value === null || value === undefined || (value === '' && !isText)) return undefined;
	if (operator === 'contains' || operator === 'doesNotContain') {
		const contains = containsTest(context, String(value));
		const wanted = operator === 'contains';
		return (record) => contains(cellText(state, table, record, field)) === wanted;
	}
	const isMulti = field.isMultipleCellValue === true;
	if (field.cellValueType === 'dateTime') return dateTest(context, field, operator, value, valueOf);
	if (field.cellValueType === 'number') return numberTest(context, operator, value, valueOf);
	const keysOf = (record: TeableRecord) => itemKeys(valueOf(record));
	const wanted = [value].flat().map((item) => (item === 'Me' ? user.id : item));
	if (isMulti || choicesOf(field).length > 0 || operator.endsWith('Of') || isReference(field)) {
		return setTest(operator, wanted, keysOf);
	}
	return textTest(context, operator, value, valueOf);
}

const isEmpty = (value: unknown) =>
	value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const isReference = (field: Field) =>
	['user', 'createdBy', 'lastModifiedBy', 'link', 'singleSelect'].includes(field.type);

/** The value by which a user, link or choice is compared. */
const itemKeys = (value: unknown) =>
	[value ?? []]
		.flat()
		.map((item: unknown) =>
			typeof item === 'object' && item !== null ? (item as { id: string }).id : item,
		);

function setTest(
	operator: string,
	wanted: unknown[],
	keysOf: (record: TeableRecord) => unknown[],
): Test {
	const any = (keys: unknown[]) => wanted.some((item) => keys.includes(item));
	const all = (keys: unknown[]) => wanted.every((item) => keys.includes(item));
	const exactly = (keys: unknown[]) => all(keys) && keys.length === wanted.length;
	const tests: Record<string, (keys: unknown[]) => boolean> = {
		is: any,
		isNot: (keys) => !any(keys),
		isAnyOf: any,
		isNoneOf: (keys) => !any(keys),
		hasAnyOf: any,
		hasAllOf: all,
		isExactly: exactly,
		isNotExactly: (keys) => !exactly(keys),
		hasNoneOf: (keys) => !any(keys),
	};
	return (record) => tests[operator](keysOf(record));
}

/** The old engine ignores case, and treats % and _ as wildcards. */
function containsTest({ engine }: CellContext, text: string): (cell: string) => boolean {
	if (engine === 'v2') return (cell) => cell.toLowerCase().includes(text.toLowerCase());
	const pattern = text
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/%/g, '.*')
		.replace(/_/g, '.');
	const expression = new RegExp(pattern, 'is');
	return (cell) => cell !== '' && expression.test(cell);
}

function textTest(
	{ engine }: CellContext,
	operator: string,
	value: unknown,
	valueOf: (record: TeableRecord) => unknown,
): Test {
	if (engine === 'v1' && typeof value !== 'string') throw internal();
	const folded = (text: unknown) =>
		engine === 'v1' && typeof text === 'string' ? text.toLowerCase() : text;
	const wanted = folded(value);
	const isOne = operator === 'is';
	return (record) => (folded(valueOf(record)) === wanted) === isOne;
}

function numberTest(
	{ engine }: CellContext,
	operator: string,
	value: unknown,
	valueOf: (record: TeableRecord) => unknown,
): Test {
	if (engine === 'v1' && typeof value === 'boolean') return () => false;
	const wanted = Number(value);
	if (Number.isNaN(wanted) || typeof value === 'boolean') throw noNumber(engine, value);
	const tests: Record<string, (number: number) => boolean> = {
		is: (number) => number === wanted,
		isNot: (number) => number === wanted,
		isGreater: (number) => number > wanted,
		isGreaterEqual: (number) => number >= wanted,
		isLess: (number) => number < wanted,
		isLessEqual: (number) => number <= wanted,
	};
	const matches = (record: TeableRecord) =>
		[valueOf(record) ?? []].flat().some((number) => tests[operator](number as number));
	return operator === 'isNot' ? (record) => !matches(record) : matches;
}

function noNumber(engine: string, value: unknown) {
	if (engine === 'v1') return internal();
	const text = typeof value === 'object' ? (value as DateFilter).exactDate : value;
	return domainError(
		500,
		'internal_server_error',
		`Failed to load table records: error: invalid input syntax for type double precision: "${String(text)}"`,
		'unexpected',
		['unexpected'],
		{ pgCode: '22P02' },
	);
}

function dateTest(
	{ engine, now }: CellContext,
	field: Field,
	operator: string,
	value: unknown,
	valueOf: (record: TeableRecord) => unknown,
): Test {
	// v2 treats a date without time as an exact day.
	const filter =
		typeof value === 'string' && engine === 'v2'
			? { mode: 'exactDate', timeZone: 'UTC', exactDate: value }
			: (value as DateFilter);
	if (filter.mode === 'dateRange' && operator !== 'is' && operator !== 'isWithIn') {
		const message = 'dateRange mode only supports is/isWithIn operators';
		throw domainError(400, 'validation_error', message, 'validation.invalid_filter', [
			'validation',
		]);
	}
	if (typeof filter !== 'object') throw internal();
	const range = rangeOf(engine, field, filter, now);
	if (!range) throw internal();
	const isIn = dateOperators(range)[operator];
	return (record) => {
		const date = valueOf(record);
		return date === undefined
			? operator === 'isNot'
			: isIn(DateTime.fromISO(String(date)).toMillis());
	};
}

const dateOperators = ([from, to]: Range): Record<string, (time: number) => boolean> => ({
	is: (time) => time >= from && time <= to,
	isWithIn: (time) => time >= from && time <= to,
	isNot: (time) => time < from || time > to,
	isBefore: (time) => time < from,
	isAfter: (time) => time > to,
	isOnOrBefore: (time) => time <= to,
	isOnOrAfter: (time) => time >= from,
});
