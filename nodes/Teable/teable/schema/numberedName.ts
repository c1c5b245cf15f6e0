/**
 * Whether Teable may have called a new thing so that was to have a name: where that is taken it makes "Sales 2" of a
 * second "Sales", and "Sales 3" of a second "Sales 2".
 */
export const mayBeNamed = (found: string, wanted: string): boolean =>
	found === wanted ||
	(NUMBER.test(found) && found.replace(NUMBER, '') === wanted.replace(NUMBER, ''));

const NUMBER = /\s+\d+$/;
