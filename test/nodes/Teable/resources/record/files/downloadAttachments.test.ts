import type { IBinaryKeyData } from 'n8n-workflow';

import { bytesOf, fileInMemory } from '../../../../../harness/files';
import { onEachEngine } from '../../../../../harness/table';
import { inField, recordWithFiles } from './recordWithFiles';

const READ = '/api/attachments/read/private/*';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

describe('Download Attachments', () => {
	onEachEngine((table) => {
		const { recordId, attach, download } = recordWithFiles(table, ['Files', 'Scans']);

		it('returns all files of a field, each with its name and type', async () => {
			await attach({
				a: fileInMemory('hello', 'été 日本.txt', 'text/plain'),
				b: fileInMemory(PNG, 'photo.png', 'image/png'),
				c: fileInMemory('', 'empty.txt', 'text/plain'),
			});
			const { items, error } = await download(inField('Files'));
			expect(error?.message).toBeUndefined();
			expect(items).toEqual([
				{
					json: {
						id: recordId(),
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
			await attach({ a: fileInMemory('hello', 'a.txt', 'text/plain') });
			await download();
			const [read] = table().server.sandbox.requests.filter(({ route }) => route === READ);
			expect(read.headers).not.toHaveProperty('authorization');
			expect(read.headers).not.toHaveProperty('cookie');
		});

		it('returns the files of all attachment fields if none is chosen', async () => {
			await attach({ a: fileInMemory('a', 'a.txt', 'text/plain') });
			await attach({ b: fileInMemory('b', 'b.txt', 'text/plain') }, 'Scans');
			const { items } = await download({ prefix: 'file' });
			expect(items[0].json.attachments).toMatchObject([
				{ name: 'a.txt', field: 'Files', binaryField: 'file0' },
				{ name: 'b.txt', field: 'Scans', binaryField: 'file1' },
			]);
			expect(Object.keys(items[0].binary ?? {})).toEqual(['file0', 'file1']);
		});

		it('returns only the chosen files', async () => {
			await attach({
				a: fileInMemory('a', 'a.txt', 'text/plain'),
				b: fileInMemory('b', 'b.txt', 'text/plain'),
			});
			const { items } = await download({ options: { only: 'b.txt' } });
			expect(items[0].json.attachments).toMatchObject([{ name: 'b.txt' }]);
			expect(table().server.sandbox.count('GET', READ)).toBe(1);
		});

		it('takes the type from the name if Teable does not know it', async () => {
			await attach({ a: fileInMemory('{"a":1}', 'a.json', 'application/json') });
			const { items } = await download();
			expect(items[0].binary?.attachment_0).toMatchObject({ mimeType: 'application/json' });
		});

		it('returns an item without files for a record that has none', async () => {
			const { items } = await download();
			expect(items).toEqual([
				{ json: { id: recordId(), attachments: [] }, binary: {}, pairedItem: { item: 0 } },
			]);
		});

		it('pairs each item with its record', async () => {
			await attach({ a: fileInMemory('a', 'a.txt', 'text/plain') });
			const [second] = await table().fill([{ Name: 'Ada' }]);
			const { items } = await download(
				{ recordId: { __rl: true, mode: 'id', value: '={{ $json.record }}' } },
				{ items: [{ record: second }, { record: recordId() }] },
			);
			expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
				[second, { item: 0 }],
				[recordId(), { item: 1 }],
			]);
			expect(Object.keys(items[1].binary ?? {})).toEqual(['attachment_0']);
		});

		it('continues with the next item if On Error is set to continue', async () => {
			const { items } = await download(
				{ recordId: { __rl: true, mode: 'id', value: '={{ $json.record }}' } },
				{
					items: [{ record: 'recAAAAAAAAAAAAAAAA' }, { record: recordId() }],
					onError: 'continueRegularOutput',
				},
			);
			expect(items.map(({ json }) => json)).toEqual([
				{ error: expect.stringContaining("Teable has no record 'rec") },
				{ id: recordId(), attachments: [] },
			]);
		});
	});
});
