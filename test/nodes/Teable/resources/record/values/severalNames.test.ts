import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fileInMemory } from '../../../../../harness/files';
import { onEachEngine } from '../../../../../harness/table';

const COLUMNS: IDataObject[] = [
	{ name: 'City', type: 'singleLineText' },
	{ name: 'Country', type: 'singleLineText' },
	{ name: 'City, Country', type: 'singleLineText' },
	{ name: ' padded ', type: 'singleLineText' },
	{ name: 'Files', type: 'attachment' },
];

describe('A text that is exactly one name means that name, even with commas and spaces in it', () => {
	onEachEngine(
		(table) => {
			let recordId: string;

			beforeEach(async () => {
				[recordId] = await table().fill([
					{ City: 'Oslo', Country: 'Norway', 'City, Country': 'Oslo, Norway', ' padded ': 'x' },
				]);
			});

			const run = async (operation: string, parameters: INodeParameters, items?: IDataObject[]) => {
				const output = await table().run(
					operation,
					{
						recordId: { __rl: true, mode: 'id', value: recordId },
						...parameters,
					},
					{
						items,
						binary: [
							{
								a: fileInMemory('a', 'a, b.pdf', 'application/pdf'),
								b: fileInMemory('b', 'b.pdf', 'application/pdf'),
							},
						],
					},
				);
				expect(output.error?.message).toBeUndefined();
				return output.items;
			};

			it.each<[string, IDataObject]>([
				['City, Country', { City: 'Oslo', Country: 'Norway', ' padded ': 'x' }],
				['City,Country', { 'City, Country': 'Oslo, Norway', ' padded ': 'x' }],
				['["City, Country"]', { City: 'Oslo', Country: 'Norway', ' padded ': 'x' }],
				['["City","Country"]', { 'City, Country': 'Oslo, Norway', ' padded ': 'x' }],
				[' padded ', { City: 'Oslo', Country: 'Norway', 'City, Country': 'Oslo, Norway' }],
			])("'Columns to Clear' = %j clears only what it names", async (columnsToClear, left) => {
				await run('update', { ...table().automatic(['id']), options: { columnsToClear } }, [
					{ id: recordId },
				]);
				const [{ City, Country, ...row }] = await table().rows();
				const held = { City, Country, both: row['City, Country'], padded: row[' padded '] };
				expect(held).toEqual({
					...{ City: left.City, Country: left.Country },
					...{ both: left['City, Country'], padded: left[' padded '] },
				});
			});

			it("'File Names or Attachment IDs' downloads the file of that name", async () => {
				await run('uploadAttachment', {
					...{ filesFrom: 'binary', binaryFields: 'a, b' },
					fieldId: { __rl: true, mode: 'name', value: 'Files' },
				});
				const named = async (only: string) => {
					const [{ json }] = await run('downloadAttachments', {
						fieldId: { __rl: true, mode: 'name', value: 'Files' },
						options: { only },
					});
					return (json.attachments as IDataObject[]).map(({ name }) => name);
				};

				expect(await named('a, b.pdf')).toEqual(['a, b.pdf']);
				expect(await named('["b.pdf"]')).toEqual(['b.pdf']);
			});

			it.each([
				['City, Country', { 'City, Country': 'Oslo, Norway' }],
				['City,Country', { City: 'Oslo', Country: 'Norway' }],
				[' padded ', { ' padded ': 'x' }],
			])("'Group By' = %j groups by what it names", async (groupBy, group) => {
				const [{ json }] = await run('aggregate', { groupBy });
				expect(json).toEqual({ group, count: 1, values: {} });
			});

			it.each([
				['City, Country', ['id', 'City, Country']],
				[' padded ', ['id', ' padded ']],
			])("'Output Field Names or IDs' = %j returns what it names", async (fields, keys) => {
				const [{ json }] = await run('get', { options: { fieldsToReturn: fields } });
				expect(Object.keys(json)).toEqual(keys);
			});
		},
		undefined,
		COLUMNS,
	);
});
