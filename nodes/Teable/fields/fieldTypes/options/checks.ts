import type { FieldOption } from '../fieldOption';
import { flag } from '../fieldOption';

/** What Teable refuses to keep in the field. */
export const CHECK_OPTIONS: FieldOption[] = [
	{
		types: ['singleLineText', 'longText', 'number', 'date'],
		path: 'unique',
		...flag({
			displayName: 'Unique',
			name: 'unique',
			description: 'Whether Teable refuses a value that another record holds already',
		}),
	},
	{
		types: [
			...['attachment', 'date', 'longText', 'multipleSelect', 'number'],
			...['link', 'rating', 'singleLineText', 'singleSelect', 'user'],
		] as FieldOption['types'],
		path: 'notNull',
		...flag({
			displayName: 'Required',
			name: 'required',
			description: 'Whether Teable refuses a record without a value. No record may be empty then.',
		}),
	},
];
