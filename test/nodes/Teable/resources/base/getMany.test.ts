import { searchList } from '../../../../harness/engine';
import { onEachEngine } from '../../../../harness/table';
import { NO_SPACE, basesOf, byId } from './bases';

describe('Base: Get Many', () => {
	onEachEngine((table) => {
		const { server, output, failure, list, bases, spaces, limitToBase } = basesOf(table);

		const noSpace = { spaceId: NO_SPACE };

		it('returns all bases, or up to a limit', async () => {
			expect(await output('getAll', { ...noSpace, returnAll: true })).toEqual(await bases());
			expect(await output('getAll', { ...noSpace, limit: 1 })).toHaveLength(1);
		});

		it('returns those of one space', async () => {
			const { own, other } = await spaces();
			const all = await output('getAll', { spaceId: byId(own), returnAll: true });
			expect(all).toEqual(await list(`/space/${own}/base`));
			expect(await output('getAll', { spaceId: byId(other), returnAll: true })).toEqual([]);
		});

		it('asks space by space for a token without base|read_all', async () => {
			const { token } = await server().ask('POST', '/access-token', {
				...{ name: 'No read_all', scopes: ['space|read', 'base|read'] },
				...{ expiredTime: '2099-01-01T00:00:00.000Z', hasFullAccess: true },
			});
			server().credentials.teableApi.accessToken = String(token);
			const found = await output('getAll', { ...noSpace, returnAll: true });
			expect(found.map(({ id }) => id).sort()).toEqual((await bases()).map(({ id }) => id).sort());
		});

		it('lists all bases for a limited token, also those that it cannot open', async () => {
			await limitToBase();
			expect(await output('getAll', { ...noSpace, returnAll: true })).toEqual(await bases());
		});

		it('names the missing scope of a limited token that cannot list them', async () => {
			await limitToBase('base|read_all');
			expect(await failure('getAll', { ...noSpace, returnAll: true })).toContain(
				'The token lacks the scope base|read_all.',
			);
		});

		it('fails if the list fails for any reason other than permissions', async () => {
			server().sandbox.inject({
				...{ method: 'GET', route: '/api/base/access/all' },
				...{ kind: 'status', status: 500 },
			});
			expect(await failure('getAll', noSpace)).toContain('The Teable server failed (500).');
		});

		it('fills the list of bases in the editor', async () => {
			const editor = {
				parameters: { authentication: 'accessToken', resource: 'base', operation: 'get' },
				credentials: server().credentials,
			};
			const { results } = await searchList('searchBases', editor);
			expect(results).toHaveLength((await bases()).length);
		});
	});
});
