/**
 * A number, or a decimal text. Undefined for anything else, and for a number with more digits than a double can hold,
 * as it would silently become another number.
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

/** Whether `toNumber` refuses a value only because it has too many digits or is too large. */
export const isBeyondDouble = (value: unknown): boolean =>
	toNumber(value) === undefined &&
	(typeof value === 'number' || typeof value === 'string') &&
	plainForm(String(value)) !== undefined;

/** Sign, digits before and after the point, exponent; with at least one digit. */
const DECIMAL = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/** The normal form of a decimal: `12e-1` for "1.20" and "+0.12e1". Undefined for any other string. */
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
 * Decimals of up to 15 digits survive as a double unchanged. A longer whole number beyond 2^53, e.g. the ID
 * 1187654321098765432, may have been changed when its JSON was parsed, and there is no way to tell.
 */
const mayHaveLostDigits = (number: number): boolean =>
	Number.isInteger(number) &&
	!Number.isSafeInteger(number) &&
	/^-?\d{16,}e/.test(plainForm(String(number)) ?? '');
