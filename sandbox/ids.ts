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

/** An id as Teable makes them: three letters that name the kind, then 16 characters. */
export const newId = (prefix: Prefix) => prefix + randomText(16);

/** The id of a choice of a select field, which is shorter than the others. */
export const newChoiceId = () => 'cho' + randomText(8);

/** The id of an OAuth app, of its secrets and of most entries of the trash: a cuid. */
export const newCuid = () => 'cm' + randomText(23, LETTERS + DIGITS);

/** What v2 names a deleted table in the trash with: a nanoid. */
export const newNanoId = () => randomText(21);

/** The public id of an OAuth app, 19 characters. */
export const newClientId = () => 'clt' + randomText(16, LETTERS + DIGITS);

/** The secret of an OAuth app: 40 small letters. */
export const newClientSecret = () => randomText(40, LETTERS);

/** What Teable sends as `x-request-id`. */
export const newRequestId = () => randomBytes(16).toString('hex');
