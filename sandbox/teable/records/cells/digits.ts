import type { Field } from '../../../state';

/**
 * The number that Teable reads from text: 15 from `1,5`, and 12 from `12 EUR`. All engines do so with typecast, and
 * the old one if a field becomes a number. (Measured. Signs, decimal points and percent signs are from the source of
 * 1.10.)
 */
export function digitsOf({ options }: Field, text: string): number | undefined {
	const { type } = (options.formatting ?? {}) as { type?: string };
	const number = parseFloat(text.replace(/[^\d.+-]/g, '').replace(/([+\-.])+/g, '$1'));
	if (Number.isNaN(number)) return undefined;
	return type === 'percent' || text.includes('%') ? number / 100 : number;
}
