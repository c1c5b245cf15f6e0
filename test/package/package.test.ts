/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- builds the package and reads its files */
import { execFile } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

import type { ICredentialType, INodeType } from 'n8n-workflow';

import packageJson from '../../package.json';

const ROOT = resolve(__dirname, '../..');

/** Everything that the build and the package are made from. */
const SOURCES = [
	...['credentials', 'nodes', 'icons', 'gulpfile.js', 'index.js', 'package.json'],
	...['tsconfig.json', 'tsconfig.build.json', 'LICENSE', 'README.md'],
];

const run = promisify(execFile);

describe('the package', () => {
	let folder: string;
	let packed: { unpackedSize: number; files: Array<{ path: string }> };

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-teable-'));
		for (const name of SOURCES) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
		symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
		await run('npm', ['run', 'build'], { cwd: folder });
		const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: folder });
		[packed] = JSON.parse(stdout) as [typeof packed];
	}, 600_000);

	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('contains what n8n loads and nothing else', () => {
		const others = packed.files
			.map(({ path }) => path)
			.filter((path) => !/^dist\/(nodes|credentials|icons)\/.*\.(js|json|svg)$/.test(path));
		expect(others.sort()).toEqual(['LICENSE', 'README.md', 'index.js', 'package.json']);
	});

	it('is smaller than 1,000 kB', () => {
		expect(packed.unpackedSize).toBeLessThan(1_000_000);
	});

	it('has every file that package.json names, and each can be loaded', () => {
		const { nodes, credentials } = packageJson.n8n;
		for (const file of [...nodes, ...credentials]) {
			const name = file.replace(/.*\/(\w+)\.(node|credentials)\.js$/, '$1');
			const loaded = load<Record<string, new () => INodeType | ICredentialType>>(file);
			expect(new loaded[name]()).toBeInstanceOf(loaded[name]);
		}
	});

	it('has the icons of nodes and credentials', () => {
		const { nodes, credentials } = packageJson.n8n;
		for (const file of [...nodes, ...credentials]) {
			const icons = readFileSync(join(folder, file), 'utf8').match(/file:[^'"]+\.svg/g) ?? [];
			expect(icons).toHaveLength(2);
			for (const icon of icons) {
				const path = join(folder, dirname(file), icon.slice('file:'.length));
				expect([icon, existsSync(path)]).toEqual([icon, true]);
			}
		}
	});

	it("has a codex file next to each node, with the package's own name", () => {
		for (const file of packageJson.n8n.nodes) {
			const codex = load<{ node: string; categories: string[] }>(file.replace(/\.js$/, '.json'));
			expect(codex.node).toMatch(/^n8n-nodes-teable\./);
			expect(codex.categories.length).toBeGreaterThan(0);
		}
	});

	const load = <T>(file: string): T => jest.requireActual(join(folder, file)) as T;
});

describe('package.json', () => {
	it('has no runtime dependency, and n8n-workflow as its only peer dependency', () => {
		expect(packageJson).not.toHaveProperty('dependencies');
		expect(packageJson.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('is found by n8n', () => {
		expect(packageJson.keywords).toContain('n8n-community-node-package');
		expect(packageJson.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
		expect(packageJson.license).toBe('MIT');
	});
});

describe('the code that runs in n8n', () => {
	/** Those of n8n 1.100 and newer. n8n's linter also knows p-limit and zod, but not since when n8n has them. */
	const ALLOWED = ['n8n-workflow', 'luxon', 'lodash'];

	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => join(ROOT, folder, file)),
	);

	const importsOf = (file: string) =>
		[...readFileSync(file, 'utf8').matchAll(/^(?:import .*|export .*|\}) from '([^']+)';$/gm)].map(
			([, name]) => name,
		);

	const folderOf = (file: string) => relative(join(ROOT, 'nodes/Teable'), file).split('/')[0];

	it('imports only modules that n8n has at run time', () => {
		const others = files.flatMap((file) =>
			importsOf(file)
				.filter((name) => !name.startsWith('.') && !ALLOWED.includes(name))
				.map((name) => `${relative(ROOT, file)}: ${name}`),
		);
		expect(files.length).toBeGreaterThan(30);
		expect(others).toEqual([]);
	});

	it.each([
		['core', ['core', 'fate', 'limit', 'values']],
		['teable', ['teable', 'fate', 'limit', 'values']],
		['limit.ts', []],
	])('follows the architecture: %s imports only %j', (folder, allowed) => {
		const others = files
			.filter((file) => folderOf(file) === folder)
			.flatMap((file) =>
				importsOf(file)
					.filter((name) => name.startsWith('.'))
					.filter((name) => !allowed.includes(folderOf(resolve(dirname(file), name))))
					.map((name) => `${relative(ROOT, file)}: ${name}`),
			);
		expect(others).toEqual([]);
	});

	it('disables no lint rule', () => {
		const switchers = files.filter((file) =>
			/eslint-disable|@ts-(ignore|expect-error|nocheck)/.test(readFileSync(file, 'utf8')),
		);
		expect(switchers.map((file) => relative(ROOT, file))).toEqual([]);
	});
});

describe('npm run test:live', () => {
	it('lists the missing settings, instead of testing nothing', async () => {
		const env = { PATH: process.env.PATH, TEABLE_URL: 'https://teable.invalid' };
		const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
		const config = join(ROOT, 'jest.live.config.js');
		const running = run(process.execPath, [jest, '--config', config], { cwd: ROOT, env });
		await expect(running).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringContaining('Set TEABLE_TOKEN, TEABLE_EMAIL, TEABLE_PASSWORD:'),
		});
	});
});
