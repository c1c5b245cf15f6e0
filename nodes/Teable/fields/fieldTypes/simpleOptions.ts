import { IANAZone } from 'luxon';

import { toNumber } from '../../values/numbers';
import { isNothing, quoted } from '../../values/quoted';
import { checkDefault, choicesField, chosenChoices } from './choices';
import { colorOptions } from './colors';
import type { FieldOption } from './fieldOption';
import { flag, menu, text } from './fieldOption';

const NUMBERS = ['number'] as const;
const DATES = ['date', 'createdTime', 'lastModifiedTime'] as const;
const SELECTS = ['singleSelect', 'multipleSelect'] as const;

/** How a field shows its values, and what it offers. */
export const DISPLAY_OPTIONS: FieldOption[] = [
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
		types: NUMBERS,
		path: 'options.formatting.type',
		...menu(
			{
				displayName: 'Number Format',
				name: 'numberFormat',
				default: 'decimal',
				description: 'How the number is shown; a percentage of 25% is the number 0.25',
			},
			{ currency: 'Currency', decimal: 'Decimal', percent: 'Percent' },
		),
	},
	{
		types: NUMBERS,
		path: 'options.formatting.precision',
		property: {
			displayName: 'Decimal Places',
			name: 'precision',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 5 },
			default: 2,
			description: 'How many decimal places are shown. The number itself is kept in full.',
		},
		read: (reader) => reader.wholeNumber('precision', 'Decimal Places', 0, 5),
	},
	{
		types: NUMBERS,
		path: 'options.formatting.symbol',
		shownFor: { numberFormat: ['currency'] },
		property: {
			displayName: 'Currency Symbol',
			name: 'symbol',
			type: 'string',
			default: '$',
			placeholder: 'e.g. €',
			description: 'What stands before the amount',
		},
		read: (reader) => reader.requiredText('symbol', 'Currency Symbol'),
	},
	{
		types: DATES,
		path: 'options.formatting.date',
		...menu(
			{
				displayName: 'Date Format',
				name: 'dateFormat',
				default: 'YYYY-MM-DD',
				description: 'How the day is shown',
			},
			{
				'D/M/YYYY': '31/1/2026',
				DD: '31 (Day)',
				'M/D/YYYY': '1/31/2026',
				MM: '01 (Month)',
				'MM-DD': '01-31',
				YYYY: '2026 (Year)',
				'YYYY/MM/DD': '2026/01/31',
				'YYYY-MM': '2026-01',
				'YYYY-MM-DD': '2026-01-31',
			},
		),
	},
	{
		types: DATES,
		path: 'options.formatting.time',
		...menu(
			{
				displayName: 'Time Format',
				name: 'timeFormat',
				default: 'None',
				description: 'How the time of day is shown',
			},
			{ 'HH:mm': '18:30', 'hh:mm A': '06:30 PM', None: 'No Time' },
		),
	},
	{
		types: DATES,
		path: 'options.formatting.timeZone',
		property: {
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'UTC',
			placeholder: 'e.g. Europe/Berlin',
			description: 'The time zone that dates are shown in, as an IANA name',
		},
		read: (reader) => {
			const zone = reader.requiredText('timeZone', 'Time Zone');
			if (IANAZone.isValidZone(zone)) return zone;
			throw reader.bad({
				label: 'Time Zone',
				problem: `is ${quoted(zone)}, which is no time zone`,
				remedy: 'Give an IANA name such as Europe/Berlin or UTC.',
			});
		},
	},
	{
		types: ['rating'],
		path: 'options.icon',
		...menu(
			{
				displayName: 'Icon',
				name: 'icon',
				default: 'star',
				description: 'What is counted, e.g. stars',
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
			description: 'How many icons there are',
		},
		read: (reader) => reader.wholeNumber('max', 'Highest Rating', 1, 10),
	},
	{
		types: SELECTS,
		path: 'options.preventAutoNewOptions',
		...flag({
			displayName: 'No New Choices',
			name: 'noNewChoices',
			description:
				'Whether records may hold these choices only. Otherwise writing another value adds it as a choice.',
		}),
	},
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

/** The choices of a select field; they are changed by an operation of their own. */
export const CHOICES_OPTION: FieldOption = {
	types: SELECTS,
	path: 'options.choices',
	property: choicesField,
	read: (reader) => chosenChoices(reader),
};

/** What a new record holds where nothing is written. */
export const DEFAULT_OPTIONS: FieldOption[] = [
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
	{
		types: NUMBERS,
		path: 'options.defaultValue',
		...text({
			displayName: 'Default Number',
			name: 'defaultNumber',
			placeholder: 'e.g. 1',
			description: 'What new records hold where nothing is written. Leave empty for nothing.',
		}),
		read: (reader) => {
			const given = reader.value('defaultNumber');
			const number = toNumber(given);
			if (number !== undefined || isNothing(given)) return number;
			throw reader.bad({
				label: 'Default Number',
				problem: `is ${quoted(given)}, which is no number`,
				remedy: 'Give a number, or leave it empty.',
			});
		},
	},
	{
		types: ['singleSelect'],
		path: 'options.defaultValue',
		...text({
			displayName: 'Default Choice',
			name: 'defaultChoice',
			placeholder: 'e.g. Open',
			description:
				'The choice that new records hold where nothing is written. Leave empty for nothing.',
		}),
		read: (reader, choices) => {
			const name = reader.text('defaultChoice', 'Default Choice');
			if (name === '') return undefined;
			checkDefault(reader, 'Default Choice', [name], choices);
			return name;
		},
	},
	{
		types: ['multipleSelect'],
		path: 'options.defaultValue',
		...text({
			displayName: 'Default Choices',
			name: 'defaultChoices',
			placeholder: 'e.g. Open, Urgent',
			description:
				'The choices that new records hold where nothing is written, with commas between them. Leave empty for nothing.',
		}),
		read: (reader, choices) => {
			const isChoice = (name: string) => choices.includes(name);
			const names = reader.list('defaultChoices', 'Default Choices', isChoice);
			checkDefault(reader, 'Default Choices', names, choices);
			return names.length > 0 ? names : undefined;
		},
	},
	{
		types: ['date'],
		path: 'options.defaultValue',
		...flag({
			displayName: 'Default Is Now',
			name: 'defaultNow',
			description: 'Whether new records hold the time of their creation where nothing is written',
		}),
		read: (reader) => (reader.flag('defaultNow', 'Default Is Now') ? 'now' : undefined),
	},
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

/** What Teable refuses to keep in the field. */
export const CHECK_OPTIONS: FieldOption[] = [
	{
		types: ['singleLineText', 'longText', 'number', 'date'],
		path: 'unique',
		...flag({
			displayName: 'Unique',
			name: 'unique',
			description: 'Whether Teable refuses a value that another record holds already',
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
			description: 'Whether Teable refuses a record without a value. No record may be empty then.',
		}),
	},
];
