import { onEachServer } from '../../../../harness/server';
import { ADA, byEmail, peopleOf } from './people';

describe('Collaborator: Remove', () => {
	onEachServer((server) => {
		const { here, output, failure, roles, bringIn, changes } = peopleOf(server);

		it.each(['base', 'space'] as const)('removes somebody from a %s', async (of) => {
			const { userId, userName } = await bringIn(of, ADA, 'viewer');
			expect(await output('remove', of, byEmail(ADA))).toEqual([
				{ userId, userName, email: ADA, removed: true },
			]);
			expect(await roles(of)).not.toHaveProperty([ADA]);
		});

		it('says that someone who was already removed is not a collaborator', async () => {
			await bringIn('base', ADA, 'viewer');
			await output('remove', 'base', byEmail(ADA));
			expect(await failure('remove', 'base', byEmail(ADA))).toContain(
				`'Collaborator' is '${ADA}', who is not a collaborator of this base.`,
			);
		});

		it('does not remove the only owner of a space', async () => {
			const message = await failure('remove', 'space', byEmail(String(here.owner.email)));
			expect(message).toContain('the only owner of the space');
			expect(changes()).toEqual([]);
		});

		it('detects that a collaborator was removed if the answer is lost', async () => {
			await bringIn('space', ADA, 'viewer');
			const route = '/api/space/:spaceId/collaborators';
			server.sandbox.inject({ method: 'DELETE', route, kind: 'resetAfter' });
			expect(await output('remove', 'space', byEmail(ADA))).toMatchObject([{ removed: true }]);
			expect(server.sandbox.count('DELETE', route)).toBe(1);
		});
	});
});
