import { explainFailure } from '../../demo/npm';

const GYP = 'prebuild-install warn install getaddrinfo ENOTFOUND github.com\ngyp ERR! build error';

describe('When npm fails, the message says what to do', () => {
	it.each([
		['the disk is full', 'npm error code ENOSPC', [], 'The disk is full. Free some space'],
		[
			'there is no network',
			'npm error code EAI_AGAIN\nnpm error request to https://registry failed',
			['make'],
			"npm can't reach its registry. Check the network connection",
		],
		[
			'a compiler is missing',
			GYP,
			['make', 'g++'],
			'these tools are missing: make, g++. Install them',
		],
		['compiling fails', GYP, [], 'could not be compiled:\nprebuild-install'],
		[
			'anything else fails',
			'npm error code E404',
			[],
			'"npm install x" failed:\nnpm error code E404',
		],
	])('%s', (_case, output, missing, message) => {
		expect(explainFailure('npm install x', output, missing)).toContain(message);
	});

	it("and has only the last lines of npm's output", () => {
		const output = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n');

		const message = explainFailure('npm install x', output, []);

		expect(message).toContain('line 99');
		expect(message).not.toContain('line 50');
	});
});
