const base = require('./jest.config');

/**
 * The tests that run the built package in a real n8n.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	testEnvironment: '<rootDir>/test/n8n/environment.ts',
	runtime: 'jest-runtime',
	testMatch: ['<rootDir>/test/n8n/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 120_000,
	// Each file starts its own n8n, which takes a core and almost a gigabyte.
	maxWorkers: 1,
};
