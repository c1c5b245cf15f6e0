import type { INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const TABLE = '/api/base/:baseId/table/:tableId';

describe('Table: Update', () => {
	onEachEngine((table) => {
		const target = (changes: INodeParameters) =>
			table().target('update', { resource: 'table', ...changes });

		const stands = async () =>
			await table().server.ask('GET', `/base/${table().baseId}/table/${table().id}`);

		it('changes name, icon and description, and returns the changed table', async () => {
			const changes = { name: 'Bills', icon: '🚀', description: 'What we owe' };
			const [changed] = await table().server.output('update', target(changes));
			expect(changed).toMatchObject({ id: table().id, ...changes });
			expect(await stands()).toMatchObject(changes);
		});

		it('changes only what is filled in', async () => {
			await table().server.output('update', target({ description: 'What we owe' }));
			const { sandbox } = table().server;
			expect(sandbox.count('PUT', `${TABLE}/name`)).toBe(0);
			expect(await stands()).toMatchObject({ name: 'Orders', description: 'What we owe' });
		});

		it('clears the description', async () => {
			await table().server.output('update', target({ description: 'What we owe' }));
			await table().server.output('update', target({ options: { clearDescription: true } }));
			expect((await stands()).description ?? null).toBeNull();
		});

		it('refuses to change nothing, e.g. with a blank name', async () => {
			expect(await table().server.failure('update', target({ name: '  ' }))).toBe(
				"'New Name' and all other fields are empty, so there is nothing to change. Fill in at least one field.",
			);
		});

		it('refuses an icon that is not an emoji', async () => {
			expect(await table().server.failure('update', target({ icon: 'box' }))).toContain(
				"'New Icon' is 'box', which is not an emoji.",
			);
		});

		it('detects that a change was made if the answer is lost', async () => {
			table().server.sandbox.inject({ method: 'PUT', route: `${TABLE}/name`, kind: 'resetAfter' });
			expect(await table().server.output('update', target({ name: 'Bills' }))).toMatchObject([
				{ name: 'Bills' },
			]);
			expect(table().server.sandbox.count('PUT', `${TABLE}/name`)).toBe(1);
		});

		it('says what was changed before a change fails', async () => {
			const { sandbox } = table().server;
			sandbox.inject({ method: 'PUT', route: `${TABLE}/icon`, kind: 'status', status: 400 });
			expect(await table().server.failure('update', target({ name: 'Bills', icon: '🚀' }))).toMatch(
				/ Already changed: name\. Not changed: icon\. Unknown: item 0\.$/,
			);
		});
	});
});
