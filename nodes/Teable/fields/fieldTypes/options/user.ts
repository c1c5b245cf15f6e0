import type { FieldOption } from '../fieldOption';
import { flag } from '../fieldOption';

/** The settings of a user field. */
export const USER_OPTIONS: FieldOption[] = [
	{
		types: ['user'],
		path: 'options.isMultiple',
		...flag({
			displayName: 'Multiple Users',
			name: 'severalUsers',
			description: 'Whether a record can have several users',
		}),
	},
	{
		types: ['user'],
		path: 'options.shouldNotify',
		...flag({
			displayName: 'Notify Users',
			name: 'notifyUsers',
			default: true,
			description: 'Whether Teable notifies users who are added to a record',
		}),
	},
	{
		types: ['user'],
		path: 'options.defaultValue',
		...flag({
			displayName: 'Default Is Creator',
			name: 'defaultCreator',
			description: 'Whether new records have the user who created them by default',
		}),
		read: (reader) => (reader.flag('defaultCreator', 'Default Is Creator') ? 'me' : undefined),
	},
];
