import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SandboxToken } from '../../../../../sandbox';
import { byId, onEachServer } from '../../../../harness/server';

describe('Update Access Token', () => {
	onEachServer((server) => {
		const stateOf = async ({ id }: SandboxToken) => await server.ask('GET', `/access-token/${id}`);

		const update = async ({ id }: SandboxToken, changes: INodeParameters) =>
			await server.output('update', { ...byId(id), ...changes });

		const spaceId = async () =>
			((await server.ask('GET', '/space')) as unknown as IDataObject[])[0].id as string;

		it.each<[string, INodeParameters, IDataObject]>([
			['the name', { name: 'Renamed' }, { name: 'Renamed' }],
			['the description', { description: 'Changed' }, { description: 'Changed' }],
			['the scopes', { scopes: ['record|read'] }, { scopes: ['record|read'] }],
		])('changes %s and keeps everything else', async (_what, changes, expected) => {
			const { oneBase } = server.sandbox.tokens;
			const before = await stateOf(oneBase);
			const [output] = await update(oneBase, changes);
			expect(output).toMatchObject({ id: oneBase.id, ...expected });
			expect(await stateOf(oneBase)).toEqual({ ...before, ...expected });
		});

		it('clears the description on request', async () => {
			const { oneBase } = server.sandbox.tokens;
			await update(oneBase, { options: { clearDescription: true } });
			expect((await stateOf(oneBase)).description ?? '').toBe('');
			expect(await stateOf(oneBase)).toMatchObject({ name: 'Read only, one base' });
		});

		it('keeps full access of a token with full access', async () => {
			const { full } = server.sandbox.tokens;
			const before = await stateOf(full);
			await update(full, { name: 'Renamed' });
			expect(await stateOf(full)).toEqual({ ...before, name: 'Renamed' });
		});

		it('replaces the bases with spaces, so that it can access only the spaces', async () => {
			const { oneBase } = server.sandbox.tokens;
			const id = await spaceId();
			await update(oneBase, { reach: 'spaces', spaceIds: [id] });
			const token = await stateOf(oneBase);
			expect(token.spaceIds).toEqual([id]);
			expect(token.baseIds ?? null).toBeNull();
			expect(token.hasFullAccess).not.toBe(true);
		});

		it('sends every type of access, because one that is left out might stay', async () => {
			const { oneBase } = server.sandbox.tokens;
			const id = await spaceId();
			await update(oneBase, { reach: 'spaces', spaceIds: [id] });
			const put = server.sandbox.requests.find(({ method }) => method === 'PUT');
			expect(put?.body).toMatchObject({ spaceIds: [id], baseIds: null, hasFullAccess: false });
		});

		it('replaces full access with spaces, so that it can access nothing else', async () => {
			const { full } = server.sandbox.tokens;
			const id = await spaceId();
			await update(full, { reach: 'spaces', spaceIds: [id] });
			const token = await stateOf(full);
			expect(token.spaceIds).toEqual([id]);
			expect(token.hasFullAccess).not.toBe(true);
		});

		it('replaces the bases with everything', async () => {
			const { oneBase } = server.sandbox.tokens;
			await update(oneBase, { reach: 'all' });
			const token = await stateOf(oneBase);
			expect(token.hasFullAccess).toBe(true);
			expect(token.baseIds ?? null).toBeNull();
		});

		it('keeps the secret and the expiry', async () => {
			const { expiring } = server.sandbox.tokens;
			const before = await stateOf(expiring);
			const [output] = await update(expiring, { name: 'Renamed' });
			expect(output).not.toHaveProperty('token');
			expect((await stateOf(expiring)).expiredTime).toBe(before.expiredTime);
		});

		it.each<[string, INodeParameters, string]>([
			['no change', {}, 'so there is nothing to change. Fill in at least one field'],
			['an unknown scope', { scopes: ['all'] }, "contains 'all', which is not a scope in Teable"],
			['no space', { reach: 'spaces', spaceIds: [] }, "'Space Names or IDs' is empty."],
		])('refuses %s without a request', async (_what, changes, message) => {
			const parameters = { ...byId(server.sandbox.tokens.full.id), ...changes };
			expect(await server.failure('update', parameters)).toContain(message);
			expect(server.sandbox.requests).toEqual([]);
		});

		it('changes nothing if the token cannot be read first', async () => {
			const parameters = { ...byId('accAAAAAAAAAAAAAAAA'), name: 'Renamed' };
			expect(await server.failure('update', parameters)).toContain(
				"has no access token with the ID 'accAAAAAAAAAAAAAAAA'",
			);
			expect(server.sandbox.count('PUT', '/api/access-token/:id')).toBe(0);
		});
	});
});
