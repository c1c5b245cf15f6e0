const base = require('./jest.config');

const NEEDED = ['TEABLE_URL', 'TEABLE_TOKEN', 'TEABLE_EMAIL', 'TEABLE_PASSWORD'];

const missing = NEEDED.filter((name) => !process.env[name]);
if (missing.length > 0) {
	throw new Error(
		`The contract tests need a real Teable server. Set ${missing.join(', ')}: the server's address, an access token with full access, and the email and password of its account.`,
	);
}

const { TEABLE_URL, TEABLE_TOKEN, TEABLE_EMAIL, TEABLE_PASSWORD } = process.env;

/** @type {import('jest').Config} */
module.exports = {
	...base,
	testMatch: ['<rootDir>/test/contract/**/*.test.ts'],
	testTimeout: 60_000,
	globals: {
		liveTeable: {
			url: TEABLE_URL,
			token: TEABLE_TOKEN,
			email: TEABLE_EMAIL,
			password: TEABLE_PASSWORD,
		},
	},
};
