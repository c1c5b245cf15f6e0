import { toNumber } from '../../../values/numbers';
import { isNothing, quoted } from '../../../values/quoted';
import type { FieldOption } from '../fieldOption';
import { menu, text } from '../fieldOption';

const NUMBERS = ['number'] as const;

/** The format and default of a number. */
export const NUMBER_OPTIONS: FieldOption[] = [
	{
		types: NUMBERS,
		path: 'options.formatting.type',
		...menu(
			{
				displayName: 'Number Format',
				name: 'numberFormat',
				default: 'decimal',
				description: 'The format in which Teable shows the number. 25% is the number 0.25.',
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
			description: 'How many decimal places Teable shows. The stored number is not rounded.',
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
			description: 'The symbol before the amount',
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
			description: 'The default value in new records. Leave empty for none.',
		}),
		read: (reader) => {
			const given = reader.value('defaultNumber');
			const number = toNumber(given);
			if (number !== undefined || isNothing(given)) return number;
			throw reader.bad({
				label: 'Default Number',
				problem: `is ${quoted(given)}, which is not a number`,
				remedy: 'Enter a number, or leave it empty.',
			});
		},
	},
];
