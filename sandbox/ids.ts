import { randomBytes, randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** `length` characters drawn at random from an alphabet, letters and digits of both cases by default. */
export function randomText(length: number, alphabet = LETTERS.toUpperCase() + LETTERS + DIGITS) {
	return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

type Prefix =
	| 'acc'
	| 'act'
	| 'bse'
	| 'com'
	| 'fld'
	| 'inv'
	| 'opr'
	| 'rec'
	| 'shr'
	| 'spc'
	| 'tbl'
	| 'usr'
	| 'viw';

/** An ID in Teable's format: three letters for the type, then 16 characters. */
export const newId = (prefix: Prefix) => prefix + randomText(16);

/** The ID of a choice of a select field, which is shorter than others. */
export const newChoiceId = () => 'cho' + randomText(8);

/** The ID of an OAuth app, of its secrets and of most entries in the trash: a cuid. */
export const newCuid = () => 'cm' + randomText(23, LETTERS + DIGITS);

/** v2's ID for a deleted table in the trash: a nanoid. */
export const newNanoId = () => randomText(21);

/** The public id of an OAuth app, 19 characters. */
export const newClientId = () => 'clt' + randomText(16, LETTERS + DIGITS);

/** The secret of an OAuth app: 40 lower-case letters. */
export const newClientSecret = () => randomText(40, LETTERS);

/** What Teable sends as `x-request-id`. */
export const newRequestId = () => randomBytes(16).toString('hex');
