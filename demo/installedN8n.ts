/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { run } from './child';
import { N8N_VERSION, type N8nInstallation } from './installN8n';
import { findProgram } from './programs';

/**
 * Finds the n8n on this machine's PATH (`npm install -g n8n`), which saves a download. The demo runs it with a folder
 * of its own, so the user's workflows and settings stay untouched.
 *
 * @returns undefined if there is none, if it is older than the demo's version or has another major version, or if it
 *   doesn't start
 */
export async function findInstalledN8n(): Promise<N8nInstallation | undefined> {
	const program = findProgram('n8n');
	if (program === undefined) return undefined;

	const scriptPath = await realpath(program);
	const nodePath = nodeBeside(program) ?? process.execPath;
	if (!isNewEnough(await versionOf(scriptPath))) return undefined;

	const { exitCode } = await run(nodePath, [scriptPath, '--version'], {});
	return exitCode === 0 ? { nodePath, scriptPath } : undefined;
}

/** npm installs programs next to the Node they run with. Other package managers may not. */
function nodeBeside(program: string): string | undefined {
	const path = join(dirname(program), 'node');
	return existsSync(path) ? path : undefined;
}

/** The version of the package that contains `bin/n8n`; undefined for anything else called n8n. */
async function versionOf(scriptPath: string): Promise<string | undefined> {
	try {
		const file = join(dirname(dirname(scriptPath)), 'package.json');
		const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
		return manifest.name === 'n8n' ? String(manifest.version) : undefined;
	} catch {
		return undefined;
	}
}

function isNewEnough(version: string | undefined): boolean {
	if (version === undefined) return false;
	const [major, minor] = version.split('.').map(Number);
	const [wantedMajor, wantedMinor] = N8N_VERSION.split('.').map(Number);
	return major === wantedMajor && minor >= wantedMinor;
}
