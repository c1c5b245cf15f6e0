import type { FieldOption } from '../fieldOption';
import { flag } from '../fieldOption';

/** The default of a checkbox. */
export const CHECKBOX_OPTIONS: FieldOption[] = [
	{
		types: ['checkbox'],
		path: 'options.defaultValue',
		...flag({
			displayName: 'Default Is Checked',
			name: 'defaultChecked',
			description: 'Whether the checkbox is checked in new records by default',
		}),
		read: (reader) => reader.flag('defaultChecked', 'Default Is Checked') || undefined,
	},
];
