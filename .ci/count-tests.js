// Prints the counts of all jest runs together, from the files that count-reporter.js wrote into a folder.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = process.argv[2];
const runs = readdirSync(folder).map((name) =>
	JSON.parse(readFileSync(join(folder, name), 'utf8')),
);
const sum = (...counts) =>
	runs.reduce((total, run) => counts.reduce((subtotal, count) => subtotal + run[count], total), 0);

if (runs.length > 0) {
	// A test file that does not even load has no failed test to count.
	const failed = sum('numFailedTests', 'numRuntimeErrorTestSuites');
	const skipped = sum('numPendingTests', 'numTodoTests');
	console.log(
		[
			`${sum('numPassedTests')} passed`,
			`${failed} failed`,
			...(skipped > 0 ? [`${skipped} skipped`] : []),
		].join(', '),
	);
}
