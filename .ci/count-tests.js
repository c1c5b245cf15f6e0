// Prints the total counts of all jest runs, from the files that count-reporter.js wrote into a folder.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = process.argv[2];
const runs = readdirSync(folder).map((name) =>
	JSON.parse(readFileSync(join(folder, name), 'utf8')),
);
const sum = (...counts) =>
	runs.reduce((total, run) => counts.reduce((subtotal, count) => subtotal + run[count], total), 0);

if (runs.length > 0) {
	// A test file that doesn't load has no failed tests to count.
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
