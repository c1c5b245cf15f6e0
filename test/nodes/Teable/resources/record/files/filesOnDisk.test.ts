import { randomBytes } from 'node:crypto';

import { BinaryDataService } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';

import { bytesOf, fileOnDisk, keepFilesOnDisk } from '../../../../../harness/files';
import { onEachEngine } from '../../../../../harness/table';

const UPLOAD = '/api/attachments/upload/:token';

describe('Files that n8n stores on disk', () => {
	beforeAll(keepFilesOnDisk);

	onEachEngine((table) => {
		it('are streamed to Teable and back, 5 MB without being in memory at once', async () => {
			const { server } = table();
			await table().addField({ name: 'Files', type: 'attachment' });
			const [recordId] = await table().fill([{ Name: 'Nathan' }]);
			const bytes = randomBytes(5 * 1024 * 1024);
			const file = await fileOnDisk(bytes, 'big.bin', 'application/x-big');
			const target: INodeParameters = {
				recordId: { __rl: true, mode: 'id', value: recordId },
				fieldId: { __rl: true, mode: 'name', value: 'Files' },
			};
			const readWhole = jest.spyOn(BinaryDataService.prototype, 'getAsBuffer');

			const uploaded = await server.run(
				'uploadAttachment',
				table().target('uploadAttachment', target),
				{ binary: [{ data: file }] },
			);
			expect(uploaded.error?.message).toBeUndefined();
			const [upload] = server.sandbox.requests.filter(({ route }) => route === UPLOAD);
			expect(upload.headers).toMatchObject({ 'content-length': String(bytes.length) });
			expect(upload.headers).not.toHaveProperty('transfer-encoding');

			const { items, error } = await server.run(
				'downloadAttachments',
				table().target('downloadAttachments', target),
			);
			expect(error?.message).toBeUndefined();
			expect(readWhole).not.toHaveBeenCalled();
			const kept = items[0].binary?.attachment_0;
			expect(kept).toMatchObject({
				id: expect.stringContaining('filesystem'),
				fileName: 'big.bin',
				mimeType: 'application/x-big',
			});
			if (kept) expect((await bytesOf(kept)).equals(bytes)).toBe(true);
		});
	});
});
