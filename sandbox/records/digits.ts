import type { Field } from '../state';

/**
 * The number that Teable takes out of a text: 15 of `1,5`, and 12 of `12 EUR`. So do all engines with typecast, and the
 * old one where a field becomes a number. (Measured; signs, points and percents by the source of 1.10.)
 */
export function digitsOf({ options }: Field, text: string): number | undefined {
	const { type } = (options.formatting ?? {}) as { type?: string };
	const number = parseFloat(text.replace(/[^\d.+-]/g, '').replace(/([+\-.])+/g, '$1'));
	if (Number.isNaN(number)) return undefined;
	return type === 'percent' || text.includes('%') ? number / 100 : number;
}
