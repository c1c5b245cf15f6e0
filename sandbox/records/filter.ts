import { DateTime } from 'luxon';
import { internal, invalid } from '../errors';
import type { Field, TeableRecord, User } from '../state';
import type { CellContext } from './cells';
import { choicesOf } from './choices';
import { rangeOf, type DateFilter, type Range } from './dateRanges';
import { domainError, fieldToQuery, type KeyType } from './keys';
import { operatorsOf, SYMBOLS } from './operators';
import { cellText } from './texts';
import { cellValue } from './values';

export interface Condition {
	fieldId: string;
	operator: string;
	value?: unknown;
	isSymbol?: boolean;
}

export interface Filter {
	conjunction: 'and' | 'or';
	filterSet: Array<Filter | Condition>;
}

export type Test = (record: TeableRecord) => boolean;

interface Compiling {
	context: CellContext;
	keyType: KeyType;
	user: User;
	/** Whether names and ids are both taken, as where rows are counted. */
	anyKey?: boolean;
}

/**
 * Makes a test of a filter.
 *
 * **A condition whose field is not found, or whose value is null, is left out, and with it goes the restriction:**
 * that is how a filter turns into "every row". v2 refuses an unknown id, but not an unknown name.
 * @throws 400 for an operator that does not fit; on a 2026 server the old engine leaves such a condition out
 */
export function compileFilter(compiling: Compiling, filter: Filter | null | undefined): Test {
	if (!filter) return () => true;
	const tests = filter.filterSet.flatMap((item) => {
		if ('filterSet' in item) return [compileFilter(compiling, item)];
		return compileCondition(compiling, item) ?? [];
	});
	if (tests.length === 0) return () => true;
	return filter.conjunction === 'and'
		? (record) => tests.every((test) => test(record))
		: (record) => tests.some((test) => test(record));
}

function compileCondition(compiling: Compiling, condition: Condition): Test | undefined {
	const { state, engine } = compiling.context;
	const field = fieldOf(compiling, condition.fieldId);
	if (!field) return undefined;
	const operator = condition.isSymbol
		? (SYMBOLS[condition.operator] ?? condition.operator)
		: condition.operator;
	if (!operatorsOf(field).includes(operator)) {
		if (engine === 'v2') {
			const message = 'Invalid record condition operator for field';
			throw domainError(400, 'validation_error', message, 'validation.invalid', ['validation']);
		}
		if (state.version === '2026-07') return undefined;
		throw invalid(
			`The '${operator}' operation provided for the '${field.name}' filter is invalid. ` +
				`Only the following types are allowed: [${operatorsOf(field).join(',')}]`,
		);
	}
	return compileOperator(compiling, field, operator, condition.value);
}

function fieldOf({ context, keyType, anyKey }: Compiling, key: string): Field | undefined {
	const { engine, table } = context;
	if (anyKey) return table.fields.find(({ id, name }) => id === key || name === key);
	const field = fieldToQuery(engine, table, keyType, key);
	if (field || engine === 'v1' || (keyType !== 'id' && !key.startsWith('fld'))) return field;
	throw /^fld[A-Za-z0-9]{16}$/.test(key)
		? domainError(404, 'not_found', 'Filter field not found', 'not_found', ['not-found'])
		: domainError(400, 'validation_error', 'Invalid FieldId', 'validation.invalid', ['validation']);
}

function compileOperator(
	compiling: Compiling,
	field: Field,
	operator: string,
	value: unknown,
): Test | undefined {
	const { context, user } = compiling;
	const { state, table } = context;
	const valueOf = (record: TeableRecord) => cellValue(state, table, record, field);
	if (operator === 'isEmpty') return (record) => isEmpty(valueOf(record));
	if (operator === 'isNotEmpty') return (record) => !isEmpty(valueOf(record));
	if (field.cellValueType === 'boolean') {
		const wanted = value === true || value === 'true';
		return (record) => (valueOf(record) === true) === wanted;
	}
	if (value === null || value === undefined || value === '') {
		// An empty text is a text on v2; on the old engine nothing equals it.
		if (value !== '' || field.cellValueType !== 'string') return undefined;
	}
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

/** What a user, link or choice is compared by. */
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

/** The old engine ignores case, and reads % and _ as wildcards. */
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
	// v2 reads a bare date as an exact day.
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
