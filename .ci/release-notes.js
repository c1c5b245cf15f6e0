// Prints the section of CHANGELOG.md for the version of a tag (v1.2.3), for the release on GitHub. Fails if the tag
// isn't the version in package.json, or if the changelog has no section for it.
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
