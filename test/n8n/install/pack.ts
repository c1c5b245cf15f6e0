/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { run } from '../../../demo/child';
import { stopWithTests } from '../stopWithTests';

const PROJECT = join(__dirname, '../../..');

/** A package as npm publishes it. */
export interface Packed {
	/** Its package.json. */
	manifest: { name: string; version: string };
	integrity: string;
	/** The archive's path. */
	archive: string;
}

/**
 * Packs this project with `npm pack`.
 *
 * @param folder an existing folder for the archive
 */
export async function packProject(folder: string): Promise<Packed> {
	return await pack(PROJECT, folder);
}

/** Packs the same package again, as another version. */
export async function repack(
	{ archive, manifest }: Packed,
	version: string,
	folder: string,
): Promise<Packed> {
	await command('tar', ['-xzf', archive, '-C', folder]);
	const unpacked = join(folder, 'package');
	await writeFile(join(unpacked, 'package.json'), JSON.stringify({ ...manifest, version }));
	return await pack(unpacked, folder);
}

async function pack(source: string, folder: string): Promise<Packed> {
	const args = ['pack', source, '--json', '--ignore-scripts', '--pack-destination', folder];
	const [{ filename, integrity }] = JSON.parse(await command('npm', args)) as Array<{
		filename: string;
		integrity: string;
	}>;
	const manifest = await readFile(join(source, 'package.json'), 'utf8');
	return {
		manifest: JSON.parse(manifest) as Packed['manifest'],
		integrity,
		archive: join(folder, filename),
	};
}

async function command(program: string, args: string[]): Promise<string> {
	const { exitCode, stdout, stderr } = await run(program, args, {
		signal: stopWithTests,
		env: process.env,
	});
	if (exitCode !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`);
	return stdout;
}
