/**
 * A number, also as a text that writes one in decimal; undefined for any other, and for one with more digits
 * than a double holds: it would become another number without a word.
 */
export function toNumber(value: unknown): number | undefined {
	if (typeof value === 'number') {
		return Number.isFinite(value) && !mayHaveLostDigits(value) ? value : undefined;
	}
	const decimal = typeof value === 'string' ? plainForm(value) : undefined;
	if (decimal === undefined) return undefined;
	const number = Number(value);
	return plainForm(String(number)) === decimal ? number : undefined;
}

/** Whether `toNumber` refuses a value only for its digits, or for its size. */
export const isBeyondDouble = (value: unknown): boolean =>
	toNumber(value) === undefined &&
	(typeof value === 'number' || typeof value === 'string') &&
	plainForm(String(value)) !== undefined;

/** Sign, digits before and after the point, exponent; with a digit somewhere. */
const DECIMAL = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/** A decimal in the one form that each value has: `12e-1` for "1.20" and "+0.12e1". Undefined for another text. */
function plainForm(text: string): string | undefined {
	const parts = DECIMAL.exec(text.trim());
	if (!parts) return undefined;
	const [, sign, whole, fraction, exponent = '0'] = parts;
	const digits = `${whole}${fraction}`.replace(/^0+/, '');
	const significant = digits.replace(/0+$/, '');
	if (significant === '') return '0';
	const zeros = digits.length - significant.length;
	const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(zeros);
	return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}

/**
 * A decimal of up to 15 digits comes through a double unchanged. A whole number beyond 2^53 with more may have been
 * another one until JSON was read, e.g. the ID 1187654321098765432: nobody can tell any more.
 */
const mayHaveLostDigits = (number: number): boolean =>
	Number.isInteger(number) &&
	!Number.isSafeInteger(number) &&
	/^-?\d{16,}e/.test(plainForm(String(number)) ?? '');
