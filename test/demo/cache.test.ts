/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test runs in Node, outside n8n */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fillOnce } from '../../demo/cache';

describe('Installing n8n once', () => {
	let parent: string;
	let folder: string;
	let fills: number;

	const fill = async (unfinished: string) => {
		fills += 1;
		await writeFile(join(unfinished, 'program'), '');
	};

	beforeEach(async () => {
		parent = await mkdtemp(join(tmpdir(), 'cache-test-'));
		folder = join(parent, 'cache', 'n8n');
		fills = 0;
	});

	afterEach(async () => await rm(parent, { recursive: true }));

	it('lets the next run use it', async () => {
		await fillOnce(folder, 1, fill);
		await fillOnce(folder, 1, fill);

		expect(fills).toBe(1);
		expect(await readdir(folder)).toEqual(['program']);
	});

	it('does not take a half-finished installation for a complete one', async () => {
		const failing = async (unfinished: string) => {
			await writeFile(join(unfinished, 'half'), '');
			throw new Error('no network');
		};

		await expect(fillOnce(folder, 1, failing)).rejects.toThrow('no network');

		expect(existsSync(folder)).toBe(false);
	});

	it('continues with what an interrupted run has left', async () => {
		const unfinished = `${folder}.unfinished`;
		await mkdir(unfinished, { recursive: true });
		await writeFile(join(unfinished, 'half'), '');
		// Above the largest process ID of Linux and macOS.
		await writeFile(join(unfinished, 'process.pid'), '99999999');

		await fillOnce(folder, 1, fill);

		expect((await readdir(folder)).sort()).toEqual(['half', 'program']);
		expect(existsSync(unfinished)).toBe(false);
	});

	it('refuses a second run at the same time', async () => {
		await mkdir(`${folder}.unfinished`, { recursive: true });
		await writeFile(join(`${folder}.unfinished`, 'process.pid'), String(process.pid));

		await expect(fillOnce(folder, 1, fill)).rejects.toThrow(
			`Another run (process ${process.pid}) is installing`,
		);

		expect(fills).toBe(0);
	});

	it('does not start on a full disk', async () => {
		await expect(fillOnce(folder, 1e18, fill)).rejects.toThrow(
			/Not enough disk space: .* needs 1000000000\.0 GB/,
		);

		expect(fills).toBe(0);
		expect(await readdir(join(parent, 'cache'))).toEqual([]);
	});
});
