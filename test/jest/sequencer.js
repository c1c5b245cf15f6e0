const { readFileSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');
const { sortBy } = require('lodash');

/** A file with many generated tests, which imports this from test/harness/engines.ts. */
const GENERATED = /\bEVERY_CASE\b/;

/**
 * Starts with the slowest files, so that none of them runs alone at the end. jest knows them from an earlier run. In a
 * fresh clone it would go by size, and files with generated tests are small.
 */
module.exports = class SlowestFirst extends Sequencer {
	sort(tests) {
		const isKnown = ({ duration }) => duration !== undefined;
		const isGenerated = ({ path }) => GENERATED.test(readFileSync(path, 'utf8'));
		return sortBy(super.sort(tests), (test) => (!isKnown(test) && isGenerated(test) ? 0 : 1));
	}
};
