const { relative } = require('node:path');

const SHOWN = 10;

/** Lets jest print the slowest test files, if there are more than ten. */
module.exports = class SlowestReporter {
	onRunComplete(_tests, { testResults }) {
		if (testResults.length <= SHOWN) return;
		const slowest = testResults
			.map(({ testFilePath, perfStats: { start, end } }) => ({
				file: relative(process.cwd(), testFilePath),
				seconds: (end - start) / 1000,
			}))
			.sort((a, b) => b.seconds - a.seconds)
			.slice(0, SHOWN);
		console.log(`\nThe ${SHOWN} slowest test files:`);
		for (const { file, seconds } of slowest) {
			console.log(`${seconds.toFixed(1).padStart(7)} s  ${file}`);
		}
	}
};
