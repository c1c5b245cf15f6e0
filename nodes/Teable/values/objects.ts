import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

/** Whether a value is an object, but not a list. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is a date, in one of the two forms in which expressions return dates. */
export const isDate = (value: unknown): value is Date | DateTime =>
	value instanceof Date || DateTime.isDateTime(value);
