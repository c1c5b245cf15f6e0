/* eslint-disable @n8n/community-nodes/no-restricted-imports -- sets up where n8n keeps files */
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

/** The container of n8n-core's own copy of @n8n/di, because the engine must use the same service. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get<T>(type: new (...args: never[]) => T): T };
};

/** A file as n8n stores it in memory, for a binary property of an input item. */
export const fileInMemory = (
	bytes: Buffer | string,
	fileName: string,
	mimeType: string,
): IBinaryData => ({ data: Buffer.from(bytes).toString('base64'), fileName, mimeType });

/** Lets n8n store files on disk from now on, as most installations do. */
export async function keepFilesOnDisk() {
	const config = Container.get(BinaryDataConfig);
	config.mode = 'filesystem';
	config.localStoragePath = mkdtempSync(join(tmpdir(), 'teable-files-'));
	await Container.get(BinaryDataService).init();
}

/** The same file, stored on disk. */
export async function fileOnDisk(
	bytes: Buffer | string,
	fileName: string,
	mimeType: string,
): Promise<IBinaryData> {
	return await Container.get(BinaryDataService).store(
		{ type: 'execution', workflowId: 'test', executionId: 'test' },
		Buffer.from(bytes),
		{ data: '', fileName, mimeType },
	);
}

/** The content of a file in the output. */
export const bytesOf = async (file: IBinaryData): Promise<Buffer> =>
	await Container.get(BinaryDataService).getAsBuffer(file);

/** A file as Teable gives it, of which a server finds only when it is written that it has none. */
export const lostAttachment = {
	...{ id: 'actAAAAAAAAAAAAAAAAA', name: 'lost.txt', token: 'lostLostLost', path: 'table/lost' },
	...{ mimetype: 'text/plain', size: 4 },
};
