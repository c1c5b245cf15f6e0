import { toNumber } from '../../../values/numbers';
import { isNothing, quoted } from '../../../values/quoted';
import type { FieldOption } from '../fieldOption';
import { menu, text } from '../fieldOption';

const NUMBERS = ['number'] as const;

/** How a number is shown, and what new records hold. */
export const NUMBER_OPTIONS: FieldOption[] = [
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
];
