/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Finds a program on this machine.
 *
 * @param folders where else to search besides PATH
 * @returns its path, or undefined if it isn't found
 */
export function findProgram(name: string, folders: string[] = []): string | undefined {
	const onPath = (process.env.PATH ?? '').split(delimiter);
	return [...onPath, ...folders].map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
