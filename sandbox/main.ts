/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a command for the terminal, not part of the node */
import { parseArgs } from 'node:util';
import { startSandbox, type Sandbox, type TeableVersion } from './index';

const VERSIONS: TeableVersion[] = ['1.10.0', '2026-07'];

const USAGE = `Usage: npm run sandbox -- [--version ${VERSIONS.join('|')}] [--port <number>]`;

async function main() {
	const { values } = parseArgs({
		options: {
			version: { type: 'string', default: '2026-07' },
			port: { type: 'string', default: '3333' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return console.log(USAGE);
	const version = VERSIONS.find((known) => known === values.version);
	const port = Number(values.port);
	if (!version || !Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(USAGE);

	const sandbox = await startSandbox({ version, port });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
	}
	console.log(greeting(sandbox));
	return undefined;
}

const greeting = ({ url, version, account, tokens, oauth }: Sandbox) => `
Teable sandbox ${version}, in memory. Its data is lost when it stops.

  Server URL      ${url}
  Account         ${account.email}
  Password        ${account.password}

  Access tokens
    Full access                     ${tokens.full.token}
    … and can read access tokens    ${tokens.integrations.token}
    One base, read only             ${tokens.oneBase.token}
    Expires in 5 days               ${tokens.expiring.token}
    Expired 3 days ago              ${tokens.expired.token}
    Permanent                       ${tokens.permanent.token}
    Never used                      ${tokens.neverUsed.token}

  OAuth app
    Client ID       ${oauth.clientId}
    Client secret   ${oauth.clientSecret}
    Redirect URL    ${oauth.redirectUri}

Press Ctrl-C to stop it.
`;

main().catch((error: NodeJS.ErrnoException) => {
	console.error(
		error.code === 'EADDRINUSE'
			? "The port is in use. Choose another one with '--port', or 0 for any free port."
			: error.message,
	);
	process.exitCode = 1;
});
