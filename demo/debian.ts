/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { run } from './child';
import { findProgram } from './programs';
import { phase } from './progress';

/**
 * Installs packages of Debian or Ubuntu, as root or with sudo. Shows its progress.
 *
 * @throws when this is another system, nobody may install here, or apt-get fails: the message says what to do
 */
export async function installPackages(packages: string[], signal: AbortSignal): Promise<void> {
	const wanted = packages.join(' ');
	if (findProgram('apt-get') === undefined) {
		throw new Error(
			`This is missing here: ${wanted}. It can only be installed by itself on Debian and Ubuntu; install it as your system does, then start again.`,
		);
	}
	await phase(`Install ${wanted}`, async () => {
		await aptGet(['update'], wanted, signal);
		await aptGet(['install', '-y', '--no-install-recommends', ...packages], wanted, signal);
	});
}

async function aptGet(args: string[], wanted: string, signal: AbortSignal): Promise<void> {
	const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	const [command, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
	const { exitCode, stdout, stderr } = await run(command, [...rest, '-q', ...args], {
		signal,
		env: process.env,
	});
	if (exitCode !== 0) {
		throw new Error(
			`This could not be installed: ${wanted}. Install it yourself (sudo apt-get install -y ${wanted}), then start again. apt-get said:\n${(stdout + stderr).trim().slice(-1_500)}`,
		);
	}
}
