import type { FieldOption } from '../fieldOption';
import { menu } from '../fieldOption';

/** The icon and the maximum of a rating. */
export const RATING_OPTIONS: FieldOption[] = [
	{
		types: ['rating'],
		path: 'options.icon',
		...menu(
			{
				displayName: 'Icon',
				name: 'icon',
				default: 'star',
				description: 'The icon of the rating, e.g. a star',
			},
			{
				apple: 'Apple',
				flame: 'Flame',
				heart: 'Heart',
				moon: 'Moon',
				star: 'Star',
				sun: 'Sun',
				'thumb-up': 'Thumb',
				zap: 'Zap',
			},
		),
	},
	{
		types: ['rating'],
		path: 'options.color',
		...menu(
			{
				displayName: 'Icon Color',
				name: 'iconColor',
				default: 'yellowBright',
				description: 'The color of the icons',
			},
			{ redBright: 'Red', tealBright: 'Teal', yellowBright: 'Yellow' },
		),
	},
	{
		types: ['rating'],
		path: 'options.max',
		property: {
			displayName: 'Highest Rating',
			name: 'max',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10 },
			default: 5,
			description: 'The highest possible rating',
		},
		read: (reader) => reader.wholeNumber('max', 'Highest Rating', 1, 10),
	},
];
