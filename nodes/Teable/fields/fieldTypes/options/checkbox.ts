import type { FieldOption } from '../fieldOption';
import { flag } from '../fieldOption';

/** What new records hold. */
export const CHECKBOX_OPTIONS: FieldOption[] = [
	{
		types: ['checkbox'],
		path: 'options.defaultValue',
		...flag({
			displayName: 'Default Is Checked',
			name: 'defaultChecked',
			description: 'Whether new records are checked where nothing is written',
		}),
		read: (reader) => reader.flag('defaultChecked', 'Default Is Checked') || undefined,
	},
];
