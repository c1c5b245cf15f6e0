import { run, type ProgramOptions } from './child';
import { findProgram } from './programs';

const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET/;
const COMPILER_TOOLS = ['make', 'g++', 'python3'];
const LINES_OF_OUTPUT = 15;

/**
 * Runs npm in a folder.
 *
 * @throws an error that says what to do if the network, disk space or a compiler is missing
 */
export async function npm(args: string[], options: ProgramOptions): Promise<void> {
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
	const { exitCode, stdout, stderr } = await run('npm', [...args, ...quiet], options);
	if (exitCode !== 0) {
		throw new Error(explainFailure(`npm ${args.join(' ')}`, stdout + stderr, missingTools()));
	}
}

/**
 * Says how to fix a failed npm command.
 *
 * @param command the command that was run
 * @param output what npm printed
 * @param missing build tools that this machine lacks
 */
export function explainFailure(command: string, output: string, missing: string[]): string {
	if (output.includes('ENOSPC')) {
		return 'The disk is full. Free some space, then start again. npm keeps what it has downloaded.';
	}
	// A native package first tries to download a binary. If that fails, the network isn't necessarily the cause.
	if (output.includes('gyp ERR!')) {
		return missing.length > 0
			? `n8n's database driver must be compiled on this machine, but these tools are missing: ${missing.join(', ')}. Install them (on Debian or Ubuntu: apt-get install -y make g++ python3), then start again.`
			: `n8n's database driver could not be compiled:\n${lastLines(output)}`;
	}
	if (NO_NETWORK.test(output)) {
		return "npm can't reach its registry. Check the network connection, or the proxy in npm's settings, then start again. npm keeps what it has downloaded.";
	}
	return `"${command}" failed:\n${lastLines(output)}`;
}

const lastLines = (output: string) => output.trim().split('\n').slice(-LINES_OF_OUTPUT).join('\n');

const missingTools = () => COMPILER_TOOLS.filter((tool) => findProgram(tool) === undefined);
