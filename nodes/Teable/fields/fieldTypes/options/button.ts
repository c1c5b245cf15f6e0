import { colorOptions } from '../colors';
import type { FieldOption } from '../fieldOption';
import { flag, menu } from '../fieldOption';

/** The look of a button, and how often it can be clicked. */
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
			description: 'The text on the button',
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
			displayName: 'Click Limit',
			name: 'mostClicks',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'How many times the button can be clicked in each record. Set to 0 for no limit.',
		},
		read: (reader) => reader.wholeNumber('mostClicks', 'Click Limit', 0) || undefined,
	},
	{
		types: ['button'],
		path: 'options.resetCount',
		...flag({
			displayName: 'Allow Reset',
			name: 'allowReset',
			description: 'Whether users can reset the number of clicks to zero',
		}),
	},
];
