const BOOLEANS = new Map([
	['true', true],
	['yes', true],
	['1', true],
	['false', false],
	['no', false],
	['0', false],
]);

/** True or false, or a string or number that means one of them; undefined for anything else. */
export const toBoolean = (value: unknown): boolean | undefined =>
	typeof value === 'object' ? undefined : BOOLEANS.get(String(value).trim().toLowerCase());
