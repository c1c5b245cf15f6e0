import type { FieldOption } from '../fieldOption';
import { flag } from '../fieldOption';

/** Whom a record can name, and what becomes of it. */
export const USER_OPTIONS: FieldOption[] = [
	{
		types: ['user'],
		path: 'options.isMultiple',
		...flag({
			displayName: 'Several Users',
			name: 'severalUsers',
			description: 'Whether a record can name several users',
		}),
	},
	{
		types: ['user'],
		path: 'options.shouldNotify',
		...flag({
			displayName: 'Notify Users',
			name: 'notifyUsers',
			default: true,
			description: 'Whether Teable notifies a user who is added to a record',
		}),
	},
	{
		types: ['user'],
		path: 'options.defaultValue',
		...flag({
			displayName: 'Default Is Creator',
			name: 'defaultCreator',
			description: 'Whether new records name the user who makes them where nobody is written',
		}),
		read: (reader) => (reader.flag('defaultCreator', 'Default Is Creator') ? 'me' : undefined),
	},
];
