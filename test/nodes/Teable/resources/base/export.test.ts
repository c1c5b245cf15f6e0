import type { INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';
import { basesOf } from './bases';

describe('Base: Export', () => {
	onEachEngine((table) => {
		const { server, is110, run } = basesOf(table);

		const EXPORT = { includeRecords: true, binaryField: 'file' };

		const exported = async (more: INodeParameters = {}) => {
			const { items, error } = await run('export', { ...EXPORT, ...more });
			expect(error?.message).toBeUndefined();
			const [{ json, binary }] = items;
			const content = binary && Buffer.from(binary.file.data, 'base64').toString();
			return { json, binary, content };
		};

		it('returns the file with its real name, or says that 1.10 sends a link to it', async () => {
			await server().ask('PATCH', `/base/${table().baseId}`, { name: 'Ä 50% x' });
			const { json, binary, content } = await exported();
			expect(json).toMatchObject({ id: table().baseId, name: 'Ä 50% x' });
			if (is110()) {
				expect(binary).toBeUndefined();
				expect(json.message).toContain('sends a link to it as a notification');
			} else {
				expect(json.fileName).toBe('Ä 50% x.tea');
				expect(binary?.file.fileName).toBe('Ä 50% x.tea');
				expect(content).toMatch(/^PK.* data$/s);
			}
		});

		it('leaves out the records on request', async () => {
			const { content } = await exported({ includeRecords: false });
			if (!is110()) expect(content).toMatch(/ structure$/);
		});

		it.each(['plainToken', 'cookie'] as const)(
			'follows the link without the credential, signed in by %s',
			async (caller) => {
				await server().signInAs(caller);
				await exported();
				const read = '/api/attachments/read/private/*';
				const files = server().sandbox.requests.filter(({ route }) => route === read);
				expect(files).toHaveLength(is110() ? 0 : 1);
				for (const { headers } of files) {
					expect(headers).not.toHaveProperty('authorization');
					expect(headers).not.toHaveProperty('cookie');
				}
			},
		);
	});
});
