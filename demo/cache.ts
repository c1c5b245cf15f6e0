/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where n8n is kept between runs: in the user's own cache folder, as the XDG standard names it. */
export const cacheFolder = (): string =>
	join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-teable');

/**
 * Fills a folder once and for all. It is filled under another name and renamed when all is done, so that
 * a folder that exists is whole; what an interrupted run left is there for the next one to go on with.
 *
 * @param folder the folder wanted
 * @param neededBytes the free disk space that filling it takes
 * @param fill puts into the folder it is given what belongs there, and throws when it cannot
 * @throws when the disk is too full, another run is filling it, or `fill` throws
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
		`Not enough disk space: ${gigabytes(neededBytes)} are needed in ${folder}, and ${gigabytes(bavail * bsize)} are free. Free some space, or name a folder on another disk: XDG_CACHE_HOME=/path npm start.`,
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
		// Signal 0 only asks whether the process is there.
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
