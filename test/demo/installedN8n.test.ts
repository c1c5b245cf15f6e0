/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test runs in Node, outside n8n */
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { findInstalledN8n } from '../../demo/installedN8n';

describe('The demo uses the n8n that is installed', () => {
	const { PATH } = process.env;
	let folder: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'installed-n8n-'));
	});

	afterEach(async () => {
		process.env.PATH = PATH;
		await rm(folder, { recursive: true });
	});

	it.each(['2.41.1', '2.50.0'])('if its version is %s', async (version) => {
		const scriptPath = await install('n8n', version);
		expect(await findInstalledN8n()).toEqual({ nodePath: process.execPath, scriptPath });
	});

	it.each(['2.40.9', '1.123.0', '3.0.0'])('but not if its version is %s', async (version) => {
		await install('n8n', version);
		expect(await findInstalledN8n()).toBeUndefined();
	});

	it('but not another program called n8n', async () => {
		await install('another', '2.41.1');
		expect(await findInstalledN8n()).toBeUndefined();
	});

	it('but not if it does not start', async () => {
		await install('n8n', '2.41.1', 'process.exit(1)');
		expect(await findInstalledN8n()).toBeUndefined();
	});

	it('and downloads one if none is installed', async () => {
		process.env.PATH = folder;
		expect(await findInstalledN8n()).toBeUndefined();
	});

	/** Installs a package as `npm install -g` does, with its program on the PATH. Returns the program. */
	async function install(name: string, version: string, program = ''): Promise<string> {
		const root = join(folder, 'lib', 'node_modules', 'n8n');
		const scriptPath = join(root, 'bin', 'n8n');
		await mkdir(join(root, 'bin'), { recursive: true });
		await mkdir(join(folder, 'bin'));
		await writeFile(join(root, 'package.json'), JSON.stringify({ name, version }));
		await writeFile(scriptPath, program);
		await chmod(scriptPath, 0o755);
		await symlink(scriptPath, join(folder, 'bin', 'n8n'));
		process.env.PATH = [join(folder, 'bin'), PATH].join(delimiter);
		return scriptPath;
	}
});
