import { DateTime } from 'luxon';
import type { Field, State, Table, TeableRecord } from '../state';
import { formattingOf } from './dates';
import { cellValue } from './values';

/** The value of a cell as Teable shows it; empty for an empty one. */
export function cellText(state: State, table: Table, record: TeableRecord, field: Field): string {
	const value = cellValue(state, table, record, field);
	if (value === undefined) return '';
	return [value]
		.flat()
		.map((item) => textOf(field, item))
		.join(', ');
}

/** A record's title: the text of the table's first field. */
export const titleOf = (state: State, table: Table, record: TeableRecord): string =>
	cellText(
		state,
		table,
		record,
		table.fields.find(({ isPrimary }) => isPrimary) ?? table.fields[0],
	);

function textOf(field: Field, value: unknown): string {
	if (field.cellValueType === 'number' && typeof value === 'number')
		return numberText(field, value);
	if (field.cellValueType === 'dateTime') return dateText(field, String(value));
	if (typeof value === 'object' && value !== null) {
		const { title, name, count } = value as { title?: string; name?: string; count?: number };
		return title ?? name ?? String(count ?? '');
	}
	return String(value);
}

function numberText({ options }: Field, value: number) {
	const { formatting } = options as {
		formatting?: { type: string; precision: number; symbol?: string };
	};
	if (!formatting) return String(value);
	const { type, precision, symbol = '' } = formatting;
	if (type === 'percent') return `${(value * 100).toFixed(precision)}%`;
	if (type !== 'currency') return value.toFixed(precision);
	const digits = { minimumFractionDigits: precision, maximumFractionDigits: precision };
	return symbol + value.toLocaleString('en-US', digits);
}

/** Teable writes YYYY and DD where Luxon writes yyyy and dd. */
function dateText(field: Field, value: string) {
	const { date, time, timeZone } = formattingOf(field);
	const format = (time === 'None' ? date : `${date} ${time}`).replace(/Y/g, 'y').replace(/D/g, 'd');
	return DateTime.fromISO(value, { zone: timeZone }).toFormat(format.replace(/A/g, 'a'));
}
