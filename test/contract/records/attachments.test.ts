import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';

import { bytesOf, fileInMemory } from '../../harness/files';
import type { OtherServer } from '../../harness/otherServer';
import { startOther } from '../../harness/otherServer';
import { empty, onContractTables, recordById, UNKNOWN_RECORD } from '../table';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

const text = (content: string, name = `${content}.txt`) =>
	fileInMemory(content, name, 'text/plain');

const FILES: INodeParameters = { fieldId: { __rl: true, mode: 'name', value: 'Files' } };

describe('Teable contract: attachments', () => {
	onContractTables((table, { output, run, failure }) => {
		let record: INodeParameters;
		let web: OtherServer | undefined;

		beforeEach(async () => {
			await empty(table());
			const [id] = await table().fill([{ Name: 'Nathan' }]);
			record = recordById(id);
		});

		afterEach(async () => {
			await web?.stop();
			web = undefined;
		});

		const upload = async (binary: IBinaryKeyData, more: INodeParameters = {}) => {
			const binaryFields = Object.keys(binary).join(', ');
			const parameters = { ...record, ...FILES, binaryFields, ...more };
			return await output('uploadAttachment', parameters, { binary: [binary] });
		};

		const names = async () => {
			const [{ Files = [] }] = await table().rows();
			return (Files as IDataObject[]).map(({ name }) => name);
		};

		it('Upload Attachment adds files after the existing ones, or replaces these', async () => {
			const [{ Files }] = await upload({ data: text('first', 'été 日本.txt') });
			expect(Files).toMatchObject([{ name: 'été 日本.txt', size: 5, mimetype: 'text/plain' }]);
			await upload({ a: text('second'), b: text('third') });
			expect(await names()).toEqual(['été 日本.txt', 'second.txt', 'third.txt']);
			await upload({ data: text('new') }, { existing: 'replace' });
			expect(await names()).toEqual(['new.txt']);
		});

		it('Upload Attachment takes a file from a URL', async () => {
			web = await startOther({
				answer: async (_request, reply) => await reply.type('text/plain').send('hello'),
			});
			await output('uploadAttachment', {
				...record,
				...FILES,
				...{ filesFrom: 'url', fileUrls: `${web.url}/report.txt` },
			});
			expect(await names()).toEqual(['report.txt']);
		});

		it('Create and Update take files by the names of their binary fields', async () => {
			const binary = [{ a: text('one'), b: text('two') }];
			const columns = table().columns({ Name: 'with files', Files: 'a, b' });
			const [{ id, Files }] = await output('create', columns, { binary });
			expect(Files).toMatchObject([{ name: 'one.txt' }, { name: 'two.txt' }]);
			const change = table().columns({ id: String(id), Files: 'a' }, ['id']);
			expect(await output('update', change, { binary })).toMatchObject([
				{ id, Files: [{ name: 'one.txt' }] },
			]);
		});

		it('Download Attachments returns the exact content, with name and type', async () => {
			await upload({
				a: text('hello', 'été 日本.txt'),
				b: fileInMemory(PNG, 'photo.png', 'image/png'),
			});
			const { items, error } = await run('downloadAttachments', { ...record, ...FILES });
			expect(error?.message).toBeUndefined();
			const [{ json, binary = {} }] = items;
			expect(json.attachments).toMatchObject([
				{ name: 'été 日本.txt', field: 'Files', binaryField: 'attachment_0' },
				{ name: 'photo.png', field: 'Files', binaryField: 'attachment_1' },
			]);
			expect(binary.attachment_0).toMatchObject({ mimeType: 'text/plain' });
			expect(binary.attachment_1).toMatchObject({ fileName: 'photo.png', mimeType: 'image/png' });
			expect((await bytesOf(binary.attachment_0)).toString()).toBe('hello');
			expect(await bytesOf(binary.attachment_1)).toEqual(PNG);
		});

		it('Download Attachments returns only the chosen files, and an error for one that does not exist', async () => {
			await upload({ a: text('a'), b: text('b') });
			const only = (name: string) => ({ ...record, options: { only: name } });
			expect(await output('downloadAttachments', only('b.txt'))).toMatchObject([
				{ attachments: [{ name: 'b.txt' }] },
			]);
			expect(await failure('downloadAttachments', only('c.txt'))).toContain("contains 'c.txt'");
		});

		it('Download Attachments returns the values of the record too, on request', async () => {
			await upload({ a: text('a') });
			const options = { includeValues: true, simplify: true, leaveOutEmpty: true };
			expect(await output('downloadAttachments', { ...record, ...FILES, options })).toMatchObject([
				{
					Name: 'Nathan',
					Files: [{ name: 'a.txt', type: 'text/plain', size: 1 }],
					attachments: [{ name: 'a.txt', binaryField: 'attachment_0' }],
				},
			]);
		});

		it('Get and Get Many download the files of their records', async () => {
			await upload({ a: text('first'), b: text('second') });
			const parameters = { ...record, options: { downloadedFields: ['Files'], prefix: 'file' } };
			for (const operation of ['get', 'getAll']) {
				const { items, error } = await run(operation, parameters);
				expect(error?.message).toBeUndefined();
				const [{ json, binary = {} }] = items;
				expect(json).toMatchObject({ Name: 'Nathan', attachments: [{}, { name: 'second.txt' }] });
				expect((await bytesOf(binary.file0)).toString()).toBe('first');
				expect((await bytesOf(binary.file1)).toString()).toBe('second');
			}
		});

		it('a simplified file has the URL to download it from, and can be written again', async () => {
			const [{ id }] = await upload({ a: text('hello') });
			const options = { fieldsToReturn: ['Name', 'Files'], simplify: true };
			const [read] = await output('get', { ...record, options });
			expect(read.Files).toEqual([
				{ name: 'hello.txt', type: 'text/plain', size: 5, url: expect.stringMatching(/^http/) },
			]);
			const columns = table().columns({ id: String(id), Files: '={{ $json.Files }}' }, ['id']);
			await output('update', columns, { items: [read] });
			expect(await names()).toEqual(['hello.txt']);
		});

		it('a record that does not exist is an error', async () => {
			const unknown = { ...recordById(UNKNOWN_RECORD), ...FILES };
			const binary = [{ data: text('a') }];
			expect(await failure('uploadAttachment', unknown, { binary })).toMatch(/^Teable has no /);
			expect(await failure('downloadAttachments', unknown)).toMatch(/^Teable has no /);
		});
	});
});
