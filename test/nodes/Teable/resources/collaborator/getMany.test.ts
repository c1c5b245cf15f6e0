import { range } from 'lodash';

import { onEachServer } from '../../../../harness/server';
import { ADA, ALAN, peopleOf } from './people';

describe('Collaborator: Get Many', () => {
	onEachServer((server) => {
		const { here, output, pathOf, people, bringIn } = peopleOf(server);

		it('returns all of a space or base, newest first, and where each role was given', async () => {
			await bringIn('space', ADA, 'editor');
			await bringIn('base', ALAN, 'viewer');
			expect(await output('getAll', 'space', { returnAll: true })).toEqual(await people('space'));
			const all = await output('getAll', 'base', { returnAll: true });
			expect(all.map(({ email, resourceType }) => [email, resourceType])).toEqual([
				[ALAN, 'base'],
				[ADA, 'space'],
				[here.owner.email, 'space'],
			]);
		});

		it('returns up to the limit', async () => {
			await bringIn('space', ADA, 'editor');
			expect(await output('getAll', 'space', { limit: 1 })).toMatchObject([{ email: ADA }]);
		});

		it('reads page after page', async () => {
			const emails = range(520).map((number) => `person${number}@example.com`);
			await server.ask('POST', `${pathOf('space')}/invitation/email`, { emails, role: 'viewer' });
			const all = await output('getAll', 'space', { returnAll: true });
			expect(new Set(all.map(({ email }) => email)).size).toBe(521);
			expect(server.sandbox.count('GET', '/api/space/:spaceId/collaborators')).toBe(3);
		});

		it('searches by a part of the name or email address', async () => {
			await bringIn('space', ADA, 'editor');
			await bringIn('space', ALAN, 'editor');
			const options = { search: 'ADA' };
			expect(await output('getAll', 'space', { returnAll: true, options })).toMatchObject([
				{ email: ADA },
			]);
		});

		it('includes those of the bases of a space only on request', async () => {
			await bringIn('base', ALAN, 'viewer');
			const emails = async (includeBase: boolean) =>
				(await output('getAll', 'space', { returnAll: true, options: { includeBase } })).map(
					({ email }) => email,
				);
			expect(await emails(true)).toEqual([ALAN, here.owner.email]);
			expect(await emails(false)).toEqual([here.owner.email]);
		});
	});
});
