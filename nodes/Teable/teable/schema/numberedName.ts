/**
 * Whether Teable may have given this name to something that should have another: if the name is taken, a second "Sales"
 * becomes "Sales 2", and a second "Sales 2" becomes "Sales 3".
 */
export const mayHaveName = (found: string, wanted: string): boolean =>
	found === wanted ||
	(NUMBER.test(found) && found.replace(NUMBER, '') === wanted.replace(NUMBER, ''));

const NUMBER = /\s+\d+$/;
