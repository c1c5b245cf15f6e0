/** @type {import('jest').Config} */
module.exports = {
	// All files of a worker share the packages they use, in one realm, as in n8n.
	testEnvironment: '<rootDir>/test/jest/environment.js',
	runtime: '<rootDir>/test/jest/runtime.js',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// Those that need a real n8n have a configuration of their own.
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/'],
	// The ending is written out in imports of a node, as tsx would else take the codex file beside it.
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
	// A test takes a second or two; on a machine with more to do than cores, many times that.
	testTimeout: 60_000,
	// By default jest leaves a core to whoever types; the tests are faster with all of them.
	maxWorkers: '100%',
};
