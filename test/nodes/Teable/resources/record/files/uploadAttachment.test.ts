import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fileInMemory } from '../../../../../harness/files';
import { NO_VALUES, onEachEngine } from '../../../../../harness/table';
import { inField, recordWithFiles } from './recordWithFiles';

const SIGNATURE = '/api/attachments/signature';
const UPLOAD = '/api/attachments/upload/:token';
const RECORD = '/api/table/:tableId/record/:recordId';

const NO_FILE = {
	error: expect.stringContaining(
		"The item has no binary field 'data' [item 0]. It has no files. Check the node before this one.",
	),
};

const text = (content: string, name = `${content}.txt`) =>
	fileInMemory(content, name, 'text/plain');

describe('Upload Attachment', () => {
	onEachEngine((table) => {
		const { recordId, upload, files } = recordWithFiles(table);

		it('returns the record with the file, its name and its type', async () => {
			const { items, error } = await upload([{ data: text('hello', 'été 日本.txt') }]);
			expect(error?.message).toBeUndefined();
			expect(items).toEqual([
				{
					json: {
						...NO_VALUES,
						id: recordId(),
						Name: 'Nathan',
						Files: [
							expect.objectContaining({ name: 'été 日本.txt', size: 5, mimetype: 'text/plain' }),
						],
					},
					pairedItem: { item: 0 },
				},
			]);
		});

		it('uploads an empty file', async () => {
			await upload([{ data: text('', 'empty.txt') }]);
			const [{ Files }] = await table().rows();
			expect(Files).toMatchObject([{ name: 'empty.txt', size: 0 }]);
		});

		it('adds several files after the existing ones, in order and with one write', async () => {
			await upload([{ data: text('first') }]);
			table().server.sandbox.resetRequests();
			await upload([{ a: text('second'), b: text('third') }], { binaryFields: 'a, b' });
			expect(await files()).toEqual(['first.txt', 'second.txt', 'third.txt']);
			expect(table().server.sandbox.count('PATCH', RECORD)).toBe(1);
		});

		it('gives each new attachment an ID of its own', async () => {
			await upload([{ a: text('a'), b: text('b') }], { binaryFields: 'a,b' });
			const [{ Files }] = await table().rows();
			expect(new Set((Files as IDataObject[]).map(({ id }) => id)).size).toBe(2);
		});

		it('replaces the existing files on request', async () => {
			await upload([{ data: text('old') }]);
			await upload([{ data: text('new') }], { existing: 'replace' });
			expect(await files()).toEqual(['new.txt']);
		});

		it('accepts all files of an item from an expression', async () => {
			await upload([{ one: text('one'), two: text('two') }], {
				binaryFields: '={{ Object.keys($binary) }}',
			});
			expect(await files()).toEqual(['one.txt', 'two.txt']);
		});

		it('pairs each record with its input item', async () => {
			const [second] = await table().fill([{ Name: 'Ada' }]);
			const { items } = await upload(
				[{ data: text('a') }, { data: text('b') }],
				{ recordId: { __rl: true, mode: 'id', value: '={{ $json.record }}' } },
				{ items: [{ record: second }, { record: recordId() }] },
			);
			expect(items.map(({ json, pairedItem }) => [json.Name, pairedItem])).toEqual([
				['Ada', { item: 0 }],
				['Nathan', { item: 1 }],
			]);
		});

		it('never declares JSON as such, because Teable would not answer', async () => {
			await upload([{ data: fileInMemory('{"a":1}', 'a.json', 'application/json') }]);
			const [sent] = table().server.sandbox.requests.filter(({ route }) => route === UPLOAD);
			expect(sent.headers).toMatchObject({
				'content-type': 'application/octet-stream',
				'content-length': '7',
			});
			expect(await files()).toEqual(['a.json']);
		});

		it('sends the content without the token', async () => {
			await upload([{ data: text('hello') }]);
			const [sent] = table().server.sandbox.requests.filter(({ route }) => route === UPLOAD);
			expect(sent.headers).not.toHaveProperty('authorization');
			expect(sent.headers).not.toHaveProperty('cookie');
		});

		it('finds the files if the answer is lost, and does not write the field again', async () => {
			table().server.sandbox.inject({ method: 'PATCH', route: RECORD, kind: 'resetAfter' });
			const { items, error } = await upload([{ data: text('hello') }]);
			expect(error?.message).toBeUndefined();
			expect(items[0].json).toMatchObject({ id: recordId(), Files: [{ name: 'hello.txt' }] });
			expect(table().server.sandbox.count('PATCH', RECORD)).toBe(1);
			expect(await files()).toEqual(['hello.txt']);
		});

		it('attaches no file if one is missing, and says which', async () => {
			const { items, error } = await upload([{ a: text('a') }], { binaryFields: 'a, b' });
			expect(items).toEqual([]);
			expect(error?.message).toMatch(
				/^File 2 of 2 \('b'\) failed, so no files were attached\. The item has no binary field 'b' \[item 0\]\. Its binary fields are 'a'\./,
			);
			expect(await files()).toEqual([]);
		});

		it.each([
			['continueRegularOutput', [NO_FILE, { Name: 'Nathan' }], []],
			['continueErrorOutput', [{ Name: 'Nathan' }], [NO_FILE]],
		] as const)('continues with the next item under %s', async (onError, main, failed) => {
			const { items, errorItems } = await upload([{}, { data: text('b') }], {}, { onError });
			expect(items.map(({ json }) => json)).toMatchObject(main);
			expect(errorItems.map(({ json }) => json)).toMatchObject(failed);
			expect(await files()).toEqual(['b.txt']);
		});

		it('stops at the first item that fails', async () => {
			const { items, error } = await upload([{}, { data: text('b') }]);
			expect(items).toEqual([]);
			expect(error?.context?.itemIndex).toBe(0);
			expect(await files()).toEqual([]);
		});

		it.each<[string, INodeParameters, string]>([
			[
				'an invalid URL',
				{ filesFrom: 'url', fileUrls: 'ftp://example.com/a.txt' },
				"'ftp://example.com/a.txt' is not a URL. Use one that begins with https:// or http://.",
			],
			[
				'no address',
				{ filesFrom: 'url', fileUrls: ' ' },
				"'File URLs' is empty. Specify at least one file, or check the expression.",
			],
			[
				'no binary field',
				{ binaryFields: '={{ $json.nothing }}' },
				"'Input Binary Fields' is empty. Specify at least one file, or check the expression.",
			],
			[
				'a field of another type',
				inField('Notes'),
				"'Field' is 'Notes', which is not a field of type attachment. Choose one of 'Files'.",
			],
			[
				'an unknown field',
				inField('Nope'),
				"'Field' is 'Nope', which the table doesn't have. Choose one of 'Files'.",
			],
			[
				'no field',
				{ fieldId: { __rl: true, mode: 'id', value: '={{ $json.nothing }}' } },
				"'Field' is empty. Choose a field from the list, or check the expression.",
			],
		])('refuses %s before anything is sent', async (_what, more, message) => {
			const { error } = await upload([{ data: text('hello') }], more);
			expect(error?.message).toBe(message);
			expect(table().server.sandbox.count('POST', SIGNATURE)).toBe(0);
		});

		it('says that the record does not exist', async () => {
			const { error } = await upload([{ data: text('hello') }], {
				recordId: { __rl: true, mode: 'id', value: 'recAAAAAAAAAAAAAAAA' },
			});
			expect(error?.message).toBe(
				"Teable has no record 'recAAAAAAAAAAAAAAAA'. It may have been deleted. Check the ID, or choose another one.",
			);
		});
	});
});
