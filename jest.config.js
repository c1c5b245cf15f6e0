const { availableParallelism } = require('node:os');

// n8n's engine creates many short-lived objects. With more room for them, workers collect garbage half as often.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=64`;

/** @type {import('jest').Config} */
module.exports = {
	// All test files of a worker share the packages they use, in one realm, as in n8n.
	testEnvironment: '<rootDir>/test/jest/environment.js',
	runtime: '<rootDir>/test/jest/runtime.js',
	testSequencer: '<rootDir>/test/jest/sequencer.js',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// Tests that need a real n8n have their own configuration.
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/'],
	// Imports of a node name the file extension, because tsx would otherwise take the codex file next to it.
	moduleNameMapper: { '^(.*\\.node)\\.js$': '$1' },
	modulePathIgnorePatterns: ['<rootDir>/dist'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: {
					parser: { syntax: 'typescript', decorators: true },
					transform: { legacyDecorator: true, decoratorMetadata: true },
					target: 'es2022',
				},
			},
		],
	},
	reporters: ['default', '<rootDir>/.ci/slowest-reporter.js', '<rootDir>/.ci/count-reporter.js'],
	// A test takes a second or two, but many times that on a busy machine.
	testTimeout: 60_000,
	// A third of the time, a test waits for a timeout or a retry. More workers than cores use that time. Jest takes
	// percentages up to 100 only: it reads '150%' as 150 workers.
	maxWorkers: Math.ceil(1.5 * availableParallelism()),
};
