const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const base = require('./jest.config');

const TESTS = join(__dirname, 'test');

const asksForEveryCase = (path) => readFileSync(path, 'utf8').includes("/everyCase';");

/**
 * The tests that run all their cases here and a choice of them in `npm test`: whole histories, every operation and
 * fault on every engine, every odd value of every setting, and thousands of random runs.
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
