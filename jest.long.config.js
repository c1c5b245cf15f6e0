const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const base = require('./jest.config');

const TESTS = join(__dirname, 'test');

/** What a test file uses that runs a selection of its cases or engines in `npm test`. */
const SELECTION =
	/\b(EVERY_CASE|SOME_ENGINES|onEachEngine|onContractServers|onContractTables|onWatchedTables)\b/;

/**
 * The tests that run all their cases here and only a selection in `npm test`: every engine, whole event histories, every
 * operation and fault, every unusual value of every setting, and thousands of random executions.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	testMatch: readdirSync(TESTS, { recursive: true })
		.filter((name) => name.endsWith('.test.ts'))
		.map((name) => join(TESTS, name))
		.filter((path) => SELECTION.test(readFileSync(path, 'utf8'))),
	globals: { everyCase: true },
};
