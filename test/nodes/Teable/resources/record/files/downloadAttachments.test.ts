import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';

import { bytesOf, fileInMemory } from '../../../../../harness/files';
import type { OtherServer } from '../../../../../harness/otherServer';
import { startOther } from '../../../../../harness/otherServer';
import { onEachEngine } from '../../../../../harness/table';

const RECORD = '/api/table/:tableId/record/:recordId';
const READ = '/api/attachments/read/private/*';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

describe('Download Attachments', () => {
	onEachEngine((table) => {
		let recordId: string;
		let other: OtherServer | undefined;

		beforeEach(async () => {
			await table().addField({ name: 'Files', type: 'attachment' });
			await table().addField({ name: 'Scans', type: 'attachment' });
			[recordId] = await table().fill([{ Name: 'Nathan' }]);
		});

		afterEach(async () => {
			await other?.stop();
			other = undefined;
		});

		const field = (name: string): INodeParameters => ({
			fieldId: { __rl: true, mode: 'name', value: name },
		});

		const upload = async (binary: IBinaryKeyData, name = 'Files') => {
			const { error } = await table().server.run(
				'uploadAttachment',
				table().target('uploadAttachment', {
					recordId: { __rl: true, mode: 'id', value: recordId },
					...field(name),
					binaryFields: '={{ Object.keys($binary) }}',
				}),
				{ binary: [binary] },
			);
			expect(error?.message).toBeUndefined();
			table().server.sandbox.resetRequests();
		};

		const run = async (
			more: INodeParameters = {},
			options: { items?: IDataObject[]; onError?: 'continueRegularOutput' } = {},
		) =>
			await table().server.run(
				'downloadAttachments',
				table().target('downloadAttachments', {
					recordId: { __rl: true, mode: 'id', value: recordId },
					...more,
				}),
				options,
			);

		/** Has the server give the record with one attachment at this address, once. */
		const attachAt = (presignedUrl: string | undefined, name = 'a.txt', times = 1) => {
			const attachment = { id: 'actAAAAAAAAAAAAAAAA', token: 'AAAAAAAAAAAA', name };
			table().server.sandbox.inject({
				method: 'GET',
				route: RECORD,
				kind: 'status',
				status: 200,
				times,
				body: {
					id: recordId,
					fields: {
						[filesId]: [{ ...attachment, size: 5, mimetype: 'text/plain', presignedUrl }],
					},
				},
			});
		};
		let filesId: string;

		beforeEach(async () => {
			const { server, id } = table();
			const fields = (await server.ask('GET', `/table/${id}/field`)) as unknown as Array<{
				id: string;
				name: string;
			}>;
			filesId = fields.find(({ name }) => name === 'Files')?.id ?? '';
			server.sandbox.resetRequests();
		});

		it('returns all files of a field, each with its name and type', async () => {
			await upload({
				a: fileInMemory('hello', 'été 日本.txt', 'text/plain'),
				b: fileInMemory(PNG, 'photo.png', 'image/png'),
				c: fileInMemory('', 'empty.txt', 'text/plain'),
			});
			const { items, error } = await run(field('Files'));
			expect(error?.message).toBeUndefined();
			expect(items).toEqual([
				{
					json: {
						id: recordId,
						attachments: [
							expect.objectContaining({
								name: 'été 日本.txt',
								mimetype: 'text/plain',
								size: 5,
								field: 'Files',
								binaryField: 'attachment_0',
							}),
							expect.objectContaining({ name: 'photo.png', binaryField: 'attachment_1' }),
							expect.objectContaining({ name: 'empty.txt', size: 0 }),
						],
					},
					binary: {
						attachment_0: expect.objectContaining({
							fileName: 'été 日本.txt',
							mimeType: 'text/plain',
						}),
						attachment_1: expect.objectContaining({ fileName: 'photo.png', mimeType: 'image/png' }),
						attachment_2: expect.objectContaining({ fileName: 'empty.txt' }),
					},
					pairedItem: { item: 0 },
				},
			]);
			const { attachment_0: hello, attachment_1: photo } = items[0].binary as IBinaryKeyData;
			expect((await bytesOf(hello)).toString()).toBe('hello');
			expect(await bytesOf(photo)).toEqual(PNG);
		});

		it('downloads the files without the token', async () => {
			await upload({ a: fileInMemory('hello', 'a.txt', 'text/plain') });
			await run();
			const [read] = table().server.sandbox.requests.filter(({ route }) => route === READ);
			expect(read.headers).not.toHaveProperty('authorization');
			expect(read.headers).not.toHaveProperty('cookie');
		});

		it('returns the files of all attachment fields if none is chosen', async () => {
			await upload({ a: fileInMemory('a', 'a.txt', 'text/plain') });
			await upload({ b: fileInMemory('b', 'b.txt', 'text/plain') }, 'Scans');
			const { items } = await run({ prefix: 'file' });
			expect(items[0].json.attachments).toMatchObject([
				{ name: 'a.txt', field: 'Files', binaryField: 'file0' },
				{ name: 'b.txt', field: 'Scans', binaryField: 'file1' },
			]);
			expect(Object.keys(items[0].binary ?? {})).toEqual(['file0', 'file1']);
		});

		it('returns only the chosen files', async () => {
			await upload({
				a: fileInMemory('a', 'a.txt', 'text/plain'),
				b: fileInMemory('b', 'b.txt', 'text/plain'),
			});
			const { items } = await run({ options: { only: 'b.txt' } });
			expect(items[0].json.attachments).toMatchObject([{ name: 'b.txt' }]);
			expect(table().server.sandbox.count('GET', READ)).toBe(1);
		});

		it('takes the type from the name if Teable does not know it', async () => {
			await upload({ a: fileInMemory('{"a":1}', 'a.json', 'application/json') });
			const { items } = await run();
			expect(items[0].binary?.attachment_0).toMatchObject({ mimeType: 'application/json' });
		});

		it('returns an item without files for a record that has none', async () => {
			const { items } = await run();
			expect(items).toEqual([
				{ json: { id: recordId, attachments: [] }, binary: {}, pairedItem: { item: 0 } },
			]);
		});

		it('pairs each item with its record', async () => {
			await upload({ a: fileInMemory('a', 'a.txt', 'text/plain') });
			const [second] = await table().fill([{ Name: 'Ada' }]);
			const { items } = await run(
				{ recordId: { __rl: true, mode: 'id', value: '={{ $json.record }}' } },
				{ items: [{ record: second }, { record: recordId }] },
			);
			expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
				[second, { item: 0 }],
				[recordId, { item: 1 }],
			]);
			expect(Object.keys(items[1].binary ?? {})).toEqual(['attachment_0']);
		});

		it('downloads a file from another server without the token', async () => {
			other = await startOther({
				answer: async (_request, reply) => await reply.type('text/plain').send('hello'),
			});
			attachAt(`${other.url}/bucket/a b.txt?key=secret`);
			const { items } = await run();
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
				await upload({ a: fileInMemory('hello', 'a.txt', 'text/plain') });
				const [{ Files }] = await table().rows();
				const { pathname, search } = new URL(String((Files as IDataObject[])[0].presignedUrl));
				attachAt(`${origin}${pathname}${search}`);
				const { items, error } = await run();
				expect(error?.message).toBeUndefined();
				expect(items[0].binary?.attachment_0).toMatchObject({ fileName: 'a.txt' });
			},
		);

		it('asks once for a new URL if the first has expired', async () => {
			await upload({ a: fileInMemory('hello', 'a.txt', 'text/plain') });
			table().server.sandbox.inject({ method: 'GET', route: READ, kind: 'status', status: 400 });
			const { items, error } = await run();
			expect(error?.message).toBeUndefined();
			expect(items[0].binary?.attachment_0).toMatchObject({ fileName: 'a.txt' });
			expect(table().server.sandbox.count('GET', RECORD)).toBe(2);
		});

		it('fails if the new URL does not work either', async () => {
			other = await startOther();
			attachAt(`${other.url}/a.txt?key=secret`, 'a.txt', 2);
			const { items, error } = await run();
			expect(items).toEqual([]);
			expect(error?.message).toBe(
				`The server at ${other.url} did not return the file: it answered 404.`,
			);
			expect(other.requests).toHaveLength(2);
		});

		it("does not mistake the server's front page for a file without a URL", async () => {
			attachAt(undefined, 'a.txt', 2);
			const { items, error } = await run();
			expect(items).toEqual([]);
			expect(error?.message).toContain("Teable returned no download URL for 'a.txt'");
		});

		it('does not mistake half a file for a whole one', async () => {
			other = await startOther({
				answer: async (_request, reply) => {
					reply.raw.writeHead(200, { 'content-type': 'text/plain', 'content-length': '10' });
					reply.raw.write('half', () => reply.raw.destroy());
					return reply.hijack();
				},
			});
			attachAt(`${other.url}/a.txt`, 'a.txt', 2);
			const { items, error } = await run();
			expect(items).toEqual([]);
			expect(error?.message).toMatch(
				/^The download of 'a\.txt' is incomplete: .*\. Run the node again\.$/,
			);
		});

		it('gives up if a download stalls', async () => {
			other = await startOther({
				answer: async (_request, reply) => {
					reply.raw.writeHead(200, { 'content-type': 'text/plain', 'content-length': '10' });
					reply.raw.write('half');
					return reply.hijack();
				},
			});
			attachAt(`${other.url}/a.txt`, 'a.txt', 2);
			const { error } = await run({ options: { timeout: 1 } });
			expect(error?.message).toBe(
				"The download of 'a.txt' is incomplete: it did not arrive within 1 seconds. Run the node again.",
			);
		});

		it('continues with the next item if On Error is set to continue', async () => {
			const { items } = await run(
				{ recordId: { __rl: true, mode: 'id', value: '={{ $json.record }}' } },
				{
					items: [{ record: 'recAAAAAAAAAAAAAAAA' }, { record: recordId }],
					onError: 'continueRegularOutput',
				},
			);
			expect(items.map(({ json }) => json)).toEqual([
				{ error: expect.stringContaining("Teable has no record 'rec") },
				{ id: recordId, attachments: [] },
			]);
		});
	});
});
