import type { FieldOption } from '../fieldOption';
import { menu, text } from '../fieldOption';

/** The format and default of a text. */
export const TEXT_OPTIONS: FieldOption[] = [
	{
		types: ['singleLineText'],
		path: 'options.showAs',
		...menu(
			{
				displayName: 'Show As',
				name: 'showAs',
				default: 'text',
				description: 'How Teable shows the text, e.g. as a link. Values are not validated.',
			},
			{ email: 'Email Address', phone: 'Phone Number', text: 'Plain Text', url: 'URL' },
		),
		read: (reader) => {
			const type = reader.choice('showAs', ['email', 'phone', 'text', 'url'], 'text', 'Show As');
			return type === 'text' ? undefined : { type };
		},
	},
	{
		types: ['singleLineText', 'longText'],
		path: 'options.defaultValue',
		...text({
			displayName: 'Default Text',
			name: 'defaultText',
			placeholder: 'e.g. To be checked',
			description: 'The default text in new records. Leave empty for none.',
		}),
	},
];
