const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const base = require('./jest.config');

const TESTS = join(__dirname, 'test');

const asksForEveryCase = (path) => readFileSync(path, 'utf8').includes("/everyCase';");

/**
 * The tests that run all their cases here and only a selection in `npm test`: whole event histories, every operation
 * and fault on every engine, every unusual value of every setting, and thousands of random executions.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	testMatch: readdirSync(TESTS, { recursive: true })
		.filter((name) => name.endsWith('.test.ts'))
		.map((name) => join(TESTS, name))
		.filter(asksForEveryCase),
	globals: { everyCase: true },
};
