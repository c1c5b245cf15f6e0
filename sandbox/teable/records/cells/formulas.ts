import type { Field, Table, TeableRecord } from '../../../state';

const REFERENCE = /^\{(fld\w+)\}$/;
const TEXT = /^(['"])(.*)\1$/;
const CONCATENATE = /^CONCATENATE\((.*)\)$/s;
const PRODUCT = /^(\S+)\s*([*+/-])\s*(\S+)$/;

/** Reads the cells that a formula refers to, which may contain formulas themselves. */
export interface CellReader {
	value(field: Field): unknown;
	/** As Teable displays it; empty for an empty cell. */
	text(field: Field): string;
}

/**
 * The value of a formula. The sandbox supports references, numbers, text, `a * b` and other arithmetic, CONCATENATE,
 * and the functions that return properties of the record. Anything else is empty.
 */
export function evaluate(
	table: Table,
	record: TeableRecord,
	field: Field,
	read: CellReader,
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
			.map((part) => textOf(table, read, part))
			.join('');
	}
	const product = PRODUCT.exec(expression);
	if (!product) return textOf(table, read, expression) || undefined;
	const [left, right] = [product[1], product[3]].map((part) => numberOf(table, read, part));
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

/** The type of a formula's value. */
export function formulaType(expression: string): Field['cellValueType'] {
	if (/_TIME\(\)$/.test(expression)) return 'dateTime';
	if (expression === 'AUTO_NUMBER()') return 'number';
	return PRODUCT.test(expression) && !CONCATENATE.test(expression) ? 'number' : 'string';
}

const argumentsOf = (text: string) => text.match(/'[^']*'|"[^"]*"|\{[^}]*\}|[^,\s][^,]*/g) ?? [];

function textOf(table: Table, read: CellReader, part: string) {
	const field = referenced(table, part);
	if (field) return read.text(field);
	return TEXT.exec(part)?.[2] ?? '';
}

/** An empty cell counts as 0. */
function numberOf(table: Table, read: CellReader, part: string) {
	const field = referenced(table, part);
	const number = Number(field ? read.value(field) : part);
	return Number.isNaN(number) ? 0 : number;
}

function referenced(table: Table, part: string) {
	const id = REFERENCE.exec(part)?.[1];
	return id === undefined ? undefined : table.fields.find((field) => field.id === id);
}
