import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { bytesOf, fileInMemory } from '../../../../../harness/files';
import { onEachEngine } from '../../../../../harness/table';
import { recordWithFiles } from './recordWithFiles';

const RECORD = '/api/table/:tableId/record/:recordId';
const READ = '/api/attachments/read/private/*';

describe('Download Attachments, whichever server has the file', () => {
	onEachEngine((table) => {
		const { recordId, attach, download, startOther } = recordWithFiles(table);

		/** Has the server return the record with one attachment at this URL, once. */
		const attachAt = (presignedUrl: string | undefined, name = 'a.txt', times = 1) => {
			const attachment = { id: 'actAAAAAAAAAAAAAAAA', token: 'AAAAAAAAAAAA', name };
			const file = { ...attachment, size: 5, mimetype: 'text/plain', presignedUrl };
			table().server.sandbox.inject({
				...{ method: 'GET', route: RECORD, kind: 'status', status: 200, times },
				body: { id: recordId(), fields: { [table().field('Files')]: [file] } },
			});
		};

		it('downloads a file from another server without the token', async () => {
			const other = await startOther(
				async (_request, reply) => await reply.type('text/plain').send('hello'),
			);
			attachAt(`${other.url}/bucket/a b.txt?key=secret`);
			const { items } = await download();
			expect((await bytesOf((items[0].binary as IBinaryKeyData).attachment_0)).toString()).toBe(
				'hello',
			);
			expect(other.requests.map(({ url }) => url)).toEqual(['/bucket/a%20b.txt?key=secret']);
			expect(other.requests[0].headers).not.toHaveProperty('authorization');
			expect(other.requests[0].headers).not.toHaveProperty('cookie');
		});

		it.each(['', 'http://public.teable.invalid'])(
			"downloads Teable's own files from the URL in the credential, not from '%s'",
			async (origin) => {
				await attach({ a: fileInMemory('hello', 'a.txt', 'text/plain') });
				const [{ Files }] = await table().rows();
				const { pathname, search } = new URL(String((Files as IDataObject[])[0].presignedUrl));
				attachAt(`${origin}${pathname}${search}`);
				const { items, error } = await download();
				expect(error?.message).toBeUndefined();
				expect(items[0].binary?.attachment_0).toMatchObject({ fileName: 'a.txt' });
			},
		);

		it('asks once for a new URL if the first has expired', async () => {
			await attach({ a: fileInMemory('hello', 'a.txt', 'text/plain') });
			table().server.sandbox.inject({ method: 'GET', route: READ, kind: 'status', status: 400 });
			const { items, error } = await download();
			expect(error?.message).toBeUndefined();
			expect(items[0].binary?.attachment_0).toMatchObject({ fileName: 'a.txt' });
			expect(table().server.sandbox.count('GET', RECORD)).toBe(2);
		});

		it('fails if the new URL does not work either', async () => {
			const other = await startOther();
			attachAt(`${other.url}/a.txt?key=secret`, 'a.txt', 2);
			const { items, error } = await download();
			expect(items).toEqual([]);
			expect(error?.message).toBe(
				`The server at ${other.url} did not return the file: it answered 404.`,
			);
			expect(other.requests).toHaveLength(2);
		});

		it("does not mistake the server's front page for a file without a URL", async () => {
			attachAt(undefined, 'a.txt', 2);
			const { items, error } = await download();
			expect(items).toEqual([]);
			expect(error?.message).toContain("Teable returned no download URL for 'a.txt'");
		});

		it('does not mistake half a file for a whole one', async () => {
			const other = await startOther(async (_request, reply) => {
				reply.raw.writeHead(200, { 'content-type': 'text/plain', 'content-length': '10' });
				reply.raw.write('half', () => reply.raw.destroy());
				return reply.hijack();
			});
			attachAt(`${other.url}/a.txt`, 'a.txt', 2);
			const { items, error } = await download();
			expect(items).toEqual([]);
			expect(error?.message).toMatch(
				/^The download of 'a\.txt' is incomplete: .*\. Run the node again\.$/,
			);
		});

		it('gives up if a download stalls', async () => {
			const other = await startOther(async (_request, reply) => {
				reply.raw.writeHead(200, { 'content-type': 'text/plain', 'content-length': '10' });
				reply.raw.write('half');
				return reply.hijack();
			});
			attachAt(`${other.url}/a.txt`, 'a.txt', 2);
			const { error } = await download({ options: { timeout: 1 } });
			expect(error?.message).toBe(
				"The download of 'a.txt' is incomplete: it did not arrive within 1 s. Run the node again.",
			);
		});
	});
});
