import type { FieldOption } from '../fieldOption';
import { flag } from '../fieldOption';

/** The rules for values of a field. */
export const CHECK_OPTIONS: FieldOption[] = [
	{
		types: ['singleLineText', 'longText', 'number', 'date'],
		path: 'unique',
		...flag({
			displayName: 'Unique',
			name: 'unique',
			description: 'Whether each value can only be used in one record',
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
			description:
				'Whether every record must have a value. Can only be turned on if no existing record is empty.',
		}),
	},
];
