import type { Field, State, Table, TeableRecord } from '../state';
import { cellText } from './texts';
import { cellValue } from './values';

const REFERENCE = /^\{(fld\w+)\}$/;
const TEXT = /^(['"])(.*)\1$/;
const CONCATENATE = /^CONCATENATE\((.*)\)$/s;
const PRODUCT = /^(\S+)\s*([*+/-])\s*(\S+)$/;

/**
 * The value of a formula. The sandbox knows references, numbers, texts, `a * b` and its like, CONCATENATE, and the
 * functions that give what stands on the record; anything else is empty.
 */
export function evaluate(
	state: State,
	table: Table,
	record: TeableRecord,
	field: Field,
): string | number | undefined {
	const expression = String(field.options.expression).trim();
	switch (expression) {
		case 'CREATED_TIME()':
			return record.createdTime;
		case 'LAST_MODIFIED_TIME()':
			return record.lastModifiedTime;
		case 'AUTO_NUMBER()':
			return record.autoNumber;
		case 'RECORD_ID()':
			return record.id;
	}
	const parts = CONCATENATE.exec(expression)?.[1];
	if (parts !== undefined) {
		return argumentsOf(parts)
			.map((part) => textOf(state, table, record, part))
			.join('');
	}
	const product = PRODUCT.exec(expression);
	if (!product) return textOf(state, table, record, expression) || undefined;
	const [left, right] = [product[1], product[3]].map((part) =>
		numberOf(state, table, record, part),
	);
	switch (product[2]) {
		case '*':
			return left * right;
		case '+':
			return left + right;
		case '-':
			return left - right;
		default:
			return right === 0 ? undefined : left / right;
	}
}

/** What kind of value a formula gives. */
export function formulaType(expression: string): Field['cellValueType'] {
	if (/_TIME\(\)$/.test(expression)) return 'dateTime';
	if (expression === 'AUTO_NUMBER()') return 'number';
	return PRODUCT.test(expression) && !CONCATENATE.test(expression) ? 'number' : 'string';
}

const argumentsOf = (text: string) => text.match(/'[^']*'|"[^"]*"|\{[^}]*\}|[^,\s][^,]*/g) ?? [];

function textOf(state: State, table: Table, record: TeableRecord, part: string) {
	const field = referenced(table, part);
	if (field) return cellText(state, table, record, field);
	return TEXT.exec(part)?.[2] ?? '';
}

/** An empty cell counts as 0. */
function numberOf(state: State, table: Table, record: TeableRecord, part: string) {
	const field = referenced(table, part);
	const number = Number(field ? cellValue(state, table, record, field) : part);
	return Number.isNaN(number) ? 0 : number;
}

function referenced(table: Table, part: string) {
	const id = REFERENCE.exec(part)?.[1];
	return id === undefined ? undefined : table.fields.find((field) => field.id === id);
}
