import { colorOptions } from '../colors';
import type { FieldOption } from '../fieldOption';
import { flag, menu } from '../fieldOption';

/** How a button looks, and how often it can be clicked. */
export const BUTTON_OPTIONS: FieldOption[] = [
	{
		types: ['button'],
		path: 'options.label',
		property: {
			displayName: 'Button Label',
			name: 'buttonLabel',
			type: 'string',
			default: 'Button',
			placeholder: 'e.g. Send offer',
			description: 'What stands on the button',
		},
		read: (reader) => reader.requiredText('buttonLabel', 'Button Label'),
	},
	{
		types: ['button'],
		path: 'options.color',
		...menu(
			{
				displayName: 'Button Color',
				name: 'buttonColor',
				default: 'teal',
				description: 'The color of the button',
			},
			Object.fromEntries(colorOptions.map(({ name, value }) => [value, name])),
		),
	},
	{
		types: ['button'],
		path: 'options.maxCount',
		property: {
			displayName: 'Most Clicks',
			name: 'mostClicks',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'How often the button of a record can be clicked. 0 sets no limit.',
		},
		read: (reader) => reader.wholeNumber('mostClicks', 'Most Clicks', 0) || undefined,
	},
	{
		types: ['button'],
		path: 'options.resetCount',
		...flag({
			displayName: 'Allow Reset',
			name: 'allowReset',
			description: 'Whether users can set the count of clicks back to zero',
		}),
	},
];
