/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test runs in Node, outside n8n */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fillOnce } from '../../demo/cache';

describe('n8n is installed once', () => {
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

	it('and found whole by the next run', async () => {
		await fillOnce(folder, 1, fill);
		await fillOnce(folder, 1, fill);

		expect(fills).toBe(1);
		expect(await readdir(folder)).toEqual(['program']);
	});

	it('and a half-finished installation is not taken for a whole one', async () => {
		const failing = async (unfinished: string) => {
			await writeFile(join(unfinished, 'half'), '');
			throw new Error('no network');
		};

		await expect(fillOnce(folder, 1, failing)).rejects.toThrow('no network');

		expect(existsSync(folder)).toBe(false);
	});

	it('and the next run goes on with what an interrupted one left, whose process is gone', async () => {
		const unfinished = `${folder}.unfinished`;
		await mkdir(unfinished, { recursive: true });
		await writeFile(join(unfinished, 'half'), '');
		// Above the largest process ID that Linux and macOS give.
		await writeFile(join(unfinished, 'process.pid'), '99999999');

		await fillOnce(folder, 1, fill);

		expect((await readdir(folder)).sort()).toEqual(['half', 'program']);
		expect(existsSync(unfinished)).toBe(false);
	});

	it('and not by two runs at once', async () => {
		await mkdir(`${folder}.unfinished`, { recursive: true });
		await writeFile(join(`${folder}.unfinished`, 'process.pid'), String(process.pid));

		await expect(fillOnce(folder, 1, fill)).rejects.toThrow(
			`Another run (process ${process.pid}) is installing`,
		);

		expect(fills).toBe(0);
	});

	it('and not begun on a disk that is too full', async () => {
		await expect(fillOnce(folder, 1e18, fill)).rejects.toThrow(
			/Not enough disk space: 1000000000\.0 GB are needed/,
		);

		expect(fills).toBe(0);
		expect(await readdir(join(parent, 'cache'))).toEqual([]);
	});
});
