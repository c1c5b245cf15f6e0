import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fileInMemory } from '../../../../harness/files';
import { onEachEngine } from '../../../../harness/table';

describe('Upload Attachment', () => {
	onEachEngine((table) => {
		let recordId: string;

		beforeEach(async () => {
			const { server, id } = table();
			await server.ask('POST', `/table/${id}/field`, { name: 'Files', type: 'attachment' });
			[recordId] = await table().fill([{ Name: 'Nathan' }]);
			server.sandbox.resetRequests();
		});

		it('puts a file with a Unicode name into the field', async () => {
			const { items, error } = await table().server.run(
				'uploadAttachment',
				table().target('uploadAttachment', {
					recordId: { __rl: true, mode: 'id', value: recordId },
					fieldId: { __rl: true, mode: 'name', value: 'Files' },
				}),
				{ binary: [{ data: fileInMemory('hello', 'été 日本.txt', 'text/plain') }] },
			);
			expect(error?.message).toBeUndefined();
			console.error(JSON.stringify(items));
			expect(items).toMatchObject([{ json: { id: recordId, Name: 'Nathan', Files: [{ name: 'été 日本.txt', size: 5 }] } }]);
		});
	});
});
