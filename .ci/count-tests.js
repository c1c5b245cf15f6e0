// Prints the counts of a jest run from the JSON it wrote; nothing when it wrote none.
const { readFileSync } = require('node:fs');

const json = readFileSync(process.argv[2], 'utf8');
if (json !== '') {
	const results = JSON.parse(json);
	// A test file that does not even load has no failed test to count.
	const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
	const skipped = results.numPendingTests + results.numTodoTests;
	console.log(
		[
			`${results.numPassedTests} passed`,
			`${failed} failed`,
			...(skipped > 0 ? [`${skipped} skipped`] : []),
		].join(', '),
	);
}
