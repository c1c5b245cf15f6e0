import type { INodeParameters } from 'n8n-workflow';

import { bytesOf, fileInMemory } from '../../../../../harness/files';
import { NO_VALUES, onEachEngine } from '../../../../../harness/table';

const READ = '/api/attachments/read/private/*';

const text = (content: string) => fileInMemory(content, `${content}.txt`, 'text/plain');

const byId = (value: string): INodeParameters => ({
	recordId: { __rl: true, mode: 'id', value },
});

describe('The files of records that are read', () => {
	onEachEngine((table) => {
		let ids: string[];

		beforeEach(async () => {
			await table().addField({ name: 'Files', type: 'attachment' });
			await table().addField({ name: 'Scans', type: 'attachment' });
			ids = await table().fill([{ Name: 'Ada' }, { Name: 'Grace' }, { Name: 'Alan' }]);
			const items = [
				{ id: ids[0], Files: 'a, b' },
				{ id: ids[2], Files: 'a', Scans: 'b' },
			];
			const update = table().target('update', table().automatic(['id']));
			const binary = [
				{ a: text('one'), b: text('two') },
				{ a: text('three'), b: text('four') },
			];
			const { error } = await table().server.run('update', update, { items, binary });
			expect(error?.message).toBeUndefined();
			table().server.sandbox.resetRequests();
		});

		const run = async (operation: string, parameters: INodeParameters) => {
			const given = table().target(operation, parameters);
			const { items, error } = await table().server.run(operation, given, {
				items: ids.map((id) => ({ id })),
			});
			expect(error?.message).toBeUndefined();
			return await Promise.all(
				items.map(async ({ json, binary = {}, pairedItem }) => ({
					...{ name: json.Name, json, pairedItem },
					files: await Promise.all(
						Object.entries(binary).map(async ([key, file]) => [key, String(await bytesOf(file))]),
					),
				})),
			);
		};

		it('come with Get Many, each record with its own', async () => {
			const records = await run('getAll', {
				filterBy: 'none',
				options: { downloadedFields: [], fieldsToReturn: ['Name'] },
			});
			const [first, , third] = records.slice(0, 3);
			expect(records.slice(0, 3).map(({ name, files }) => [name, files])).toEqual([
				[
					'Ada',
					[
						['attachment_0', 'one'],
						['attachment_1', 'two'],
					],
				],
				['Grace', []],
				[
					'Alan',
					[
						['attachment_0', 'three'],
						['attachment_1', 'four'],
					],
				],
			]);
			expect(first.json.attachments).toMatchObject([
				{ name: 'one.txt', size: 3, field: 'Files', binaryField: 'attachment_0' },
				{ name: 'two.txt', size: 3, field: 'Files', binaryField: 'attachment_1' },
			]);
			expect(third.json).toMatchObject({
				Files: [{ name: 'three.txt' }],
				Scans: [{ name: 'four.txt' }],
			});
		});

		it('come with Get, from the chosen fields, with the prefix', async () => {
			const records = await run('get', {
				...byId('={{ $json.id }}'),
				options: { downloadedFields: ['Scans'], prefix: 'scan', leaveOutEmpty: true },
			});
			expect(records.map(({ name, files, pairedItem }) => [name, files, pairedItem])).toEqual([
				['Ada', [], { item: 0 }],
				['Grace', [], { item: 1 }],
				['Alan', [['scan0', 'four']], { item: 2 }],
			]);
		});

		it('are tried once more with a new URL', async () => {
			table().server.sandbox.inject({ method: 'GET', route: READ, kind: 'status', status: 403 });
			const [{ files }] = await run('get', { ...byId(ids[2]), options: { downloadedFields: [] } });
			expect(files).toEqual([
				['attachment_0', 'three'],
				['attachment_1', 'four'],
			]);
		});

		it('do not replace the values of a column called attachments', async () => {
			const id = await table().addField({ name: 'attachments', type: 'number' });
			await table().server.ask('PATCH', `/table/${table().id}/record/${ids[0]}`, {
				fieldKeyType: 'id',
				record: { fields: { [id]: 2 } },
			});
			const [{ json }] = await run('get', { ...byId(ids[0]), options: { downloadedFields: [] } });
			expect(json).toMatchObject({ [id]: 2, attachments: [{ name: 'one.txt' }, {}] });
		});

		it('are refused for a field without files', async () => {
			const options = { downloadedFields: ['Name'] };
			expect(await table().failure('getAll', { options })).toBe(
				"'Download Field Names or IDs' contains 'Name', which is not an attachment field. Choose attachment fields, or leave it empty for all of them.",
			);
		});

		it('come with the values of the record from Download Attachments, on request', async () => {
			const parameters = { ...byId(ids[2]), fieldId: { __rl: true, mode: 'name', value: 'Scans' } };
			const [{ json: bare }] = await run('downloadAttachments', parameters);
			expect(Object.keys(bare)).toEqual(['id', 'attachments']);
			const [{ json, files }] = await run('downloadAttachments', {
				...parameters,
				options: { includeValues: true, simplify: true },
			});
			expect(json).toMatchObject({
				...NO_VALUES,
				...{ id: ids[2], Name: 'Alan', Files: [{ name: 'three.txt', type: 'text/plain' }] },
				attachments: [{ name: 'four.txt', field: 'Scans', binaryField: 'attachment_0' }],
			});
			expect(files).toEqual([['attachment_0', 'four']]);
		});
	});
});
