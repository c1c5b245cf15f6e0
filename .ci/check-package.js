// Reads `npm pack --dry-run --json` and refuses a package with unexpected or missing files.
const { readFileSync } = require('node:fs');

const EXPECTED = ['LICENSE', 'README.md', 'dist', 'index.js', 'package.json'];
const MAX_BYTES = 1_000_000;

const [{ files, unpackedSize }] = JSON.parse(readFileSync(0, 'utf8'));
const found = [...new Set(files.map(({ path }) => path.split('/')[0]))].sort();

console.log(`${files.length} files, ${unpackedSize} bytes unpacked: ${found.join(', ')}`);
if (found.join() !== EXPECTED.join()) {
	console.error(`The package should hold exactly: ${EXPECTED.join(', ')}`);
	process.exitCode = 1;
}
if (unpackedSize >= MAX_BYTES) {
	console.error(`The package should stay under ${MAX_BYTES} bytes`);
	process.exitCode = 1;
}
