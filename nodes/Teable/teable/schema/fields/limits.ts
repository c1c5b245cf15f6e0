/** The limits of v2. 1.10 and the old engine of 2026 have none. */
export const LIMITS = {
	fields: 500,
	choices: 1000,
	/** Of a field or a choice. */
	name: 100,
	description: 2000,
	formula: 8192,
};
