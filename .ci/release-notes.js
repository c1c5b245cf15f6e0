// Prints what CHANGELOG.md says of the version that a tag (v1.2.3) stands for, for the page of the release. Fails
// when the tag is not the version in package.json, or the changelog does not speak of it.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const read = (name) => readFileSync(join(__dirname, '..', name), 'utf8');

const { version } = JSON.parse(read('package.json'));
const tag = process.argv[2] ?? `v${version}`;
const section = read('CHANGELOG.md')
	.split(/^## /m)
	.find((text) => text.split('\n', 1)[0].split(' ')[0] === version);
const notes = section?.slice(section.indexOf('\n')).trim();

if (tag !== `v${version}`) {
	console.error(`The tag is ${tag}, but package.json is at ${version}.`);
	process.exitCode = 1;
} else if (!notes) {
	console.error(`CHANGELOG.md has no section "## ${version}", or nothing in it.`);
	process.exitCode = 1;
} else {
	console.log(notes);
}
