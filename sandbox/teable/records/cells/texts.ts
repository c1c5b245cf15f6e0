import { DateTime } from 'luxon';
import type { Field } from '../../../state';
import { formattingOf } from './dates';

/** A field's value as Teable displays it; empty for an empty one. */
export const textOf = (field: Field, value: unknown): string =>
	value === undefined
		? ''
		: [value]
				.flat()
				.map((item) => itemText(field, item))
				.join(', ');

function itemText(field: Field, value: unknown): string {
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

/** Teable uses YYYY and DD, Luxon yyyy and dd. */
function dateText(field: Field, value: string) {
	const { date, time, timeZone } = formattingOf(field);
	const format = (time === 'None' ? date : `${date} ${time}`).replace(/Y/g, 'y').replace(/D/g, 'd');
	return DateTime.fromISO(value, { zone: timeZone }).toFormat(format.replace(/A/g, 'a'));
}
