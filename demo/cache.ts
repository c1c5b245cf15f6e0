/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where n8n is kept between runs: the user's cache folder, as in the XDG standard. */
export const cacheFolder = (): string =>
	join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-teable');

/**
 * Fills a folder once. It is filled under another name and renamed at the end, so an existing folder is always complete.
 * The next run continues with what an interrupted one has left.
 *
 * @param folder the folder to fill
 * @param neededBytes the free disk space it needs
 * @param fill fills the folder that it is given, or throws
 * @throws if the disk is too full, another run is filling the folder, or `fill` throws
 */
export async function fillOnce(
	folder: string,
	neededBytes: number,
	fill: (folder: string) => Promise<void>,
): Promise<void> {
	if (existsSync(folder)) return;
	const unfinished = `${folder}.unfinished`;
	if (!existsSync(unfinished)) {
		await mkdir(dirname(folder), { recursive: true });
		await checkFreeSpace(dirname(folder), neededBytes);
		await mkdir(unfinished);
	}

	const owner = join(unfinished, 'process.pid');
	await claim(owner);
	try {
		await fill(unfinished);
	} finally {
		await rm(owner);
	}
	await rename(unfinished, folder);
}

async function checkFreeSpace(folder: string, neededBytes: number): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	if (bavail * bsize >= neededBytes) return;
	throw new Error(
		`Not enough disk space: ${folder} needs ${gigabytes(neededBytes)}, but only ${gigabytes(bavail * bsize)} are free. Free some space, or use a folder on another disk: XDG_CACHE_HOME=/path npm start`,
	);
}

async function claim(owner: string): Promise<void> {
	const pid = Number(await readFile(owner, 'utf8').catch(() => '0'));
	if (pid > 0 && isRunning(pid)) {
		throw new Error(
			`Another run (process ${pid}) is installing into ${dirname(owner)}. Wait until it is done, then start again.`,
		);
	}
	await writeFile(owner, String(process.pid));
}

function isRunning(pid: number): boolean {
	try {
		// Signal 0 only checks whether the process exists.
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
