/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a script that runs in Node, outside n8n, and starts jest */
import axios from 'axios';
import { DateTime } from 'luxon';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

import { ALL_SCOPES } from '../../nodes/Teable/teable/schema/scopes';
import { failWithoutRequest } from '../harness/bareErrors';

/**
 * Runs the contract tests on the server at TEABLE_URL, which has no accounts yet: creates one, and an access token.
 * Both are passed on in the environment, so that no file, command or log contains them.
 */
async function run({ TEABLE_URL: url = '' }: NodeJS.ProcessEnv) {
	const http = failWithoutRequest(axios.create({ baseURL: `${new URL(url).origin}/api` }));
	const email = 'contract@example.com';
	const password = `P1${randomBytes(12).toString('hex')}`;
	const { headers } = await http.post('/auth/signup', { email, password });
	const cookie = headers['set-cookie']?.map((one) => one.split(';')[0]).join('; ');
	const terms = {
		...{ name: 'contract', scopes: ALL_SCOPES, hasFullAccess: true },
		expiredTime: DateTime.utc().plus({ days: 1 }).toISO(),
	};
	const { data } = await http.post<{ token: string }>('/access-token', terms, {
		headers: { cookie },
	});
	const { status } = spawnSync('npm', ['run', 'test:live', '--', ...process.argv.slice(2)], {
		stdio: 'inherit',
		env: {
			...process.env,
			...{ TEABLE_EMAIL: email, TEABLE_PASSWORD: password, TEABLE_TOKEN: data.token },
		},
	});
	process.exitCode = status ?? 1;
}

void run(process.env);
