/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { run } from './child';
import { findProgram } from './programs';
import { phase } from './progress';

/**
 * Installs Debian or Ubuntu packages, as root or with sudo. Shows its progress.
 *
 * @throws if this is another system, the user may not install packages, or apt-get fails; the message says what to do
 */
export async function installPackages(packages: string[], signal: AbortSignal): Promise<void> {
	const wanted = packages.join(' ');
	if (findProgram('apt-get') === undefined) {
		throw new Error(
			`Missing: ${wanted}. Automatic installation works only on Debian and Ubuntu. Install it yourself, then start again.`,
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
			`Could not install ${wanted}. Install it yourself (sudo apt-get install -y ${wanted}), then start again. apt-get printed:\n${(stdout + stderr).trim().slice(-1_500)}`,
		);
	}
}
