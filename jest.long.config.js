const base = require('./jest.config');

/**
 * The tests of what goes wrong, in full: every operation and fault on every engine, and thousands of random runs.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	testMatch: ['<rootDir>/test/nodes/Teable/faults/**/*.test.ts'],
	globals: { everyCase: true },
};
