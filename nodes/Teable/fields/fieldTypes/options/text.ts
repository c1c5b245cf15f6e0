import type { FieldOption } from '../fieldOption';
import { menu, text } from '../fieldOption';

/** How a text is shown, and what new records hold. */
export const TEXT_OPTIONS: FieldOption[] = [
	{
		types: ['singleLineText'],
		path: 'options.showAs',
		...menu(
			{
				displayName: 'Show As',
				name: 'showAs',
				default: 'text',
				description: 'Whether Teable makes the text a link. It does not check what is written.',
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
			description: 'What new records hold where nothing is written. Leave empty for nothing.',
		}),
	},
];
