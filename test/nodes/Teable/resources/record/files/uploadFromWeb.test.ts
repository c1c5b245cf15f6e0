/* eslint-disable @n8n/community-nodes/no-restricted-imports -- compresses what a test server sends */
import { gzipSync } from 'node:zlib';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../../harness/table';
import { inField, recordWithFiles } from './recordWithFiles';

describe('Upload Attachment from URLs', () => {
	onEachEngine((table) => {
		const { ofRecord, startOther } = recordWithFiles(table);

		const fromUrl = async (fileUrls: string, more: INodeParameters = {}) =>
			await table().run(
				'uploadAttachment',
				ofRecord({ ...inField('Files'), filesFrom: 'url', fileUrls, ...more }),
			);

		it('downloads files from the web, with the names from their servers', async () => {
			const other = await startOther(async ({ url }, reply) => {
				if (url === '/moved') return await reply.redirect('/files/plan%20B.txt?key=1');
				if (url === '/named') {
					reply.header('content-disposition', "attachment; filename*=UTF-8''caf%C3%A9.pdf");
					return await reply.type('application/pdf').send('PDF');
				}
				// Commas in the URL, and a body whose length isn't known in advance.
				if (url === '/a,,b.csv') {
					reply.raw.writeHead(200, { 'content-type': 'text/csv' });
					reply.raw.write('a,');
					reply.raw.end('b');
					return reply.hijack();
				}
				return await reply.type('text/plain').send('hello');
			});
			const { error } = await fromUrl(
				`${other.url}/moved, ${other.url}/named\n${other.url}/a,,b.csv`,
			);
			expect(error?.message).toBeUndefined();
			const [{ Files }] = await table().rows();
			expect(Files).toMatchObject([
				{ name: 'plan B.txt', size: 5, mimetype: 'text/plain' },
				{ name: 'café.pdf', size: 3, mimetype: 'application/pdf' },
				{ name: 'a,,b.csv', size: 3, mimetype: 'text/csv' },
			]);
			for (const { headers } of other.requests) {
				expect(headers).not.toHaveProperty('authorization');
				expect(headers).not.toHaveProperty('cookie');
			}
		});

		it('downloads a file of another Teable server from there, not from its own', async () => {
			const other = await startOther(
				async (_request, reply) => await reply.type('text/plain').send('hello'),
			);
			const { error } = await fromUrl(`${other.url}/api/attachments/read/public/a.txt`);
			expect(error?.message).toBeUndefined();
			expect(other.requests).toHaveLength(1);
		});

		it('accepts a whole file from a server that compresses it', async () => {
			const other = await startOther(
				async (_request, reply) =>
					await reply
						.header('content-encoding', 'gzip')
						.type('text/plain')
						.send(gzipSync('x'.repeat(1000))),
			);
			await fromUrl(`${other.url}/a.txt`);
			const [{ Files }] = await table().rows();
			expect(Files).toMatchObject([{ name: 'a.txt', size: 1000 }]);
		});

		it('names the file that cannot be downloaded', async () => {
			const other = await startOther();
			const { error } = await fromUrl(`${other.url}/a.txt?key=secret ${other.url}/b.txt`);
			expect(error?.message).toBe(
				`File 1 of 2 (${other.url}/a.txt) failed, so no files were attached. The server at ${other.url} did not return the file: it answered 404.`,
			);
		});

		it('gives up on a URL that does not answer in time', async () => {
			const other = await startOther(async () => await new Promise(() => {}));
			const { error } = await fromUrl(`${other.url}/a.txt`, { options: { timeout: 1 } });
			expect(error?.message).toBe(
				`The file server ${other.url} did not answer in time. Raise 'Timeout (Seconds)' under 'Options' if the file is large.`,
			);
		});

		it('gives up if a download stalls', async () => {
			const other = await startOther(async (_request, reply) => {
				reply.raw.writeHead(200, { 'content-type': 'text/plain', 'content-length': '10' });
				reply.raw.write('half');
				return reply.hijack();
			});
			const { error } = await fromUrl(`${other.url}/a.txt`, { options: { timeout: 1 } });
			expect(error?.message).toBe(
				"The download of 'a.txt' is incomplete: it did not arrive within 1 s. Run the node again.",
			);
			const [{ Files = [] }] = await table().rows();
			expect(Files).toEqual([]);
		});

		it.each([
			['one', (url: string) => ({ url, filename: 'offer, final.txt' })],
			['a list', (url: string) => [{ url, filename: 'offer, final.txt', type: 'text/plain' }]],
			['a list as JSON', (url: string) => JSON.stringify([{ url, name: 'offer, final.txt' }])],
		])('Create downloads a file from another service, with its name (%s)', async (_form, files) => {
			const other = await startOther(
				async (_request, reply) => await reply.type('text/plain').send('hello'),
			);
			const { error } = await table().run('create', table().automatic(), {
				items: [{ Name: 'Ada', Files: files(`${other.url}/download?id=7`) as IDataObject }],
			});

			expect(error?.message).toBeUndefined();
			const [, { Files }] = await table().rows();
			expect(Files).toMatchObject([{ name: 'offer, final.txt', size: 5 }]);
		});
	});
});
