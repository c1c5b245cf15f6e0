import type { Caller } from '../../../../harness/server';
import { onEachServer } from '../../../../harness/server';
import { ADA, byEmail, peopleOf } from './people';

const SESSION_ONLY =
	/lets only a signed-in session change or remove collaborators of a (base|space)\. Choose a credential of the type Teable Session API \('Authentication': Session\)\./;

describe('Collaborator, by credential', () => {
	onEachServer((server) => {
		const { here, output, failure, roles, bringIn, limitToBase } = peopleOf(server);

		describe.each(['changeRole', 'remove'])('%s with an access token', (operation) => {
			const sent = { ...byEmail(ADA), role: 'editor' };

			it('says that only a session can do this in a base', async () => {
				await bringIn('base', ADA, 'viewer');
				await server.signInAs('plainToken');
				expect(await failure(operation, 'base', sent)).toMatch(SESSION_ONLY);
				expect(await roles('base')).toMatchObject({ [ADA]: 'viewer' });
			});

			it('works in a space since 2026, and says so on 1.10', async () => {
				await bringIn('space', ADA, 'viewer');
				await server.signInAs('plainToken');
				if (server.version === '1.10.0') {
					expect(await failure(operation, 'space', sent)).toMatch(SESSION_ONLY);
				} else {
					expect(await output(operation, 'space', sent)).toMatchObject([{ email: ADA }]);
				}
			});
		});

		it.each(['getAll', 'changeRole', 'remove'])(
			'%s says that a limited token cannot access the space',
			async (operation) => {
				await limitToBase();
				expect(await failure(operation, 'space', byEmail(ADA))).toContain(
					`The token cannot access the space '${here.space}'`,
				);
			},
		);

		it.each<Caller>(['password', 'cookie'])('works with a session by %s', async (caller) => {
			await server.signInAs(caller);
			await output('invite', 'base', { emails: ADA });
			await output('changeRole', 'base', { ...byEmail(ADA), role: 'editor' });
			expect(await output('remove', 'base', byEmail(ADA))).toMatchObject([{ removed: true }]);
		});
	});
});
