import type { IDataObject } from 'n8n-workflow';

import { bytesOf, fileInMemory, fileOnDisk, keepFilesOnDisk } from '../../../../harness/files';
import { onEachEngine } from '../../../../harness/table';
import { fields, json, request } from './requests';

describe('Custom Request: Send', () => {
	beforeAll(keepFilesOnDisk);

	onEachEngine((table) => {
		const output = async (...of: Parameters<typeof request>) =>
			await table().server.output('send', request(...of));

		it('returns a list as items, and an object as one item', async () => {
			const found = await output('GET', `/table/${table().id}/field`);
			expect(found.map(({ name }) => name).slice(0, 3)).toEqual(['Name', 'Email', 'Amount']);
			const [{ id }] = found;
			expect(await output('GET', `api/table/${table().id}/field/${String(id)}`)).toMatchObject([
				{ id, name: 'Name' },
			]);
		});

		it('sends a query of text, lists and JSON', async () => {
			await table().fill([
				{ Name: 'One', Amount: 1 },
				{ Name: 'Two', Amount: 2 },
			]);
			const filterSet = [{ fieldId: table().field('Amount'), operator: 'is', value: 2 }];
			const filter = `={{ ${JSON.stringify({ conjunction: 'and', filterSet })} }}`;
			const [{ records }] = await output('GET', `/table/${table().id}/record`, {}, [
				['fieldKeyType', 'id'],
				['take', '={{ 10 }}'],
				['filter', filter],
				['projection[]', table().field('Name')],
			]);
			expect(records).toMatchObject([{ fields: { [table().field('Name')]: 'Two' } }]);
			expect((records as IDataObject[])[0].fields).not.toHaveProperty(table().field('Amount'));
		});

		it('writes fields and JSON, and deletes', async () => {
			const records = `/table/${table().id}/record`;
			const [{ records: made }] = await output(
				'POST',
				records,
				fields([
					['fieldKeyType', 'name'],
					['records', '={{ [{ fields: { Name: "One", Amount: 1 } }] }}'],
				]),
			);
			const [{ id }] = made as IDataObject[];
			const changes = { fieldKeyType: 'name', record: { fields: { Amount: 2 } } };
			await output('PATCH', `${records}/${String(id)}`, json(JSON.stringify(changes)));
			expect(await table().rows()).toMatchObject([{ id, Name: 'One', Amount: 2 }]);
			await output('DELETE', records, {}, [['recordIds', `={{ ["${String(id)}"] }}`]]);
			expect(await table().rows()).toEqual([]);
		});

		it('reports an empty answer as a success', async () => {
			const path = `/base/${table().baseId}/table/${table().id}/name`;
			expect(await output('PUT', path, fields([['name', 'Sales']]))).toEqual([{ success: true }]);
		});

		it('returns an answer as a file', async () => {
			await table().fill([{ Name: 'One' }]);
			const parameters = request('GET', `/export/${table().id}`, { responseFormat: 'file' });
			const { items, error } = await table().server.run('send', parameters);
			expect(error?.message).toBeUndefined();
			const [{ json: facts, binary }] = items;
			expect(facts).toMatchObject({ fileName: 'Orders.csv', mimeType: 'text/csv' });
			expect(String(await bytesOf(binary!.data))).toMatch(/^\ufeffName,Email/);
		});

		it.each([
			['in memory', fileInMemory],
			['on disk', fileOnDisk],
		])('sends a file that n8n keeps %s', async (_where, file) => {
			const kind = { type: 1, contentType: 'text/plain', contentLength: 5 };
			const { token } = await table().server.ask('POST', '/attachments/signature', kind);
			const upload = request('PUT', `/attachments/upload/${String(token)}`, {
				...{ body: 'file', bodyFile: 'letter' },
			});
			const letter = await file('Hello', 'hello.txt', 'text/plain');
			await table().server.output('send', upload, { items: [{}], binary: [{ letter }] });
			expect(table().server.sandbox.requests.at(-1)?.headers).toMatchObject({
				...{ 'content-type': 'text/plain', 'content-length': '5' },
			});
			expect(
				await table().server.ask('POST', `/attachments/notify/${String(token)}`),
			).toMatchObject({ size: 5, mimetype: 'text/plain' });
		});
	});
});
