/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// Those that need a real n8n have a configuration of their own.
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/'],
	setupFiles: ['reflect-metadata'],
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
	// A test takes a second or two; on a machine with more to do than cores, many times that.
	testTimeout: 60_000,
	// By default jest leaves a core to whoever types; the tests are faster with all of them.
	maxWorkers: '100%',
	// Each file loads n8n's engine anew and leaves it behind: a worker grew to 2.4 GB, and paused to tidy up.
	workerIdleMemoryLimit: '1GB',
};
