/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { run } from './child';
import { N8N_VERSION, type N8nInstallation } from './installN8n';
import { findProgram } from './programs';

/**
 * The n8n that this machine has on its PATH (`npm install -g n8n`), which saves downloading another one. The demo
 * gives it a folder of its own, so its workflows and settings are not touched.
 *
 * @returns undefined when there is none, when it is older than the demo's version or of another major version, or
 *   when it does not start
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

/** The Node that npm installed a program with lies in the same folder; a package manager may put it elsewhere. */
function nodeBeside(program: string): string | undefined {
	const path = join(dirname(program), 'node');
	return existsSync(path) ? path : undefined;
}

/** The version in the package of n8n's program, which is `bin/n8n`; undefined for anything else called n8n. */
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
