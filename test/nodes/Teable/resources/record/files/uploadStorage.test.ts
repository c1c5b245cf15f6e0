import { fileInMemory } from '../../../../../harness/files';
import { onEachEngine } from '../../../../../harness/table';
import { recordWithFiles } from './recordWithFiles';

const SIGNATURE = '/api/attachments/signature';
const UPLOAD = '/api/attachments/upload/:token';

const hello = { data: fileInMemory('hello', 'hello.txt', 'text/plain') };

describe('Upload Attachment on a server with separate storage', () => {
	onEachEngine((table) => {
		const { upload, files, startOther } = recordWithFiles(table);

		/** Has Teable name this URL of its storage for the next file. */
		const storeAt = (url: string) =>
			table().server.sandbox.inject({
				...{ method: 'POST', route: SIGNATURE, kind: 'status', status: 201 },
				body: {
					...{ token: 'AAAAAAAAAAAA', url, uploadMethod: 'PUT' },
					requestHeaders: { 'Content-Type': 'text/plain', 'Content-Length': 5, 'x-store': 'yes' },
				},
			});

		it("sends the content to Teable's storage, with its headers and without the token", async () => {
			const other = await startOther(async (_request, reply) => await reply.send());
			storeAt(`${other.url}/bucket/AAAAAAAAAAAA?signature=secret`);
			await upload([hello]);
			expect(other.requests).toHaveLength(1);
			const [{ method, url, headers }] = other.requests;
			expect([method, url]).toEqual(['PUT', '/bucket/AAAAAAAAAAAA?signature=secret']);
			expect(headers).toMatchObject({
				'x-store': 'yes',
				'content-type': 'text/plain',
				'content-length': '5',
			});
			expect(headers).not.toHaveProperty('authorization');
			expect(headers).not.toHaveProperty('cookie');
		});

		it('says which server refuses a file, without the key in its URL', async () => {
			const other = await startOther();
			storeAt(`${other.url}/bucket?signature=secret`);
			const { error } = await upload([hello]);
			expect(error?.message).toBe(
				`The server at ${other.url} did not accept the file: it answered 404.`,
			);
			expect(JSON.stringify(error)).not.toContain('signature=secret');
			expect(await files()).toEqual([]);
		});

		it('sends a file again after a temporary fault of the storage', async () => {
			table().server.sandbox.inject({ method: 'PUT', route: UPLOAD, kind: 'status', status: 503 });
			table().server.sandbox.inject({ method: 'PUT', route: UPLOAD, kind: 'resetBefore' });
			await upload([hello]);
			expect(await files()).toEqual(['hello.txt']);
			expect(table().server.sandbox.count('PUT', UPLOAD)).toBe(3);
		});
	});
});
