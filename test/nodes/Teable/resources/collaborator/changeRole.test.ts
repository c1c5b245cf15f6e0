import type { IDataObject } from 'n8n-workflow';

import { onEachServer } from '../../../../harness/server';
import { ADA, ALAN, byEmail, byMode, peopleOf } from './people';

describe('Collaborator: Change Role', () => {
	onEachServer((server) => {
		const { here, output, failure, people, roles, bringIn, changes } = peopleOf(server);

		it.each(['base', 'space'] as const)('changes the role in a %s', async (of) => {
			const ada = await bringIn(of, ADA, 'viewer');
			const changed = { ...ada, role: 'editor' };
			expect(await output('changeRole', of, { ...byEmail(ADA), role: 'editor' })).toEqual([
				changed,
			]);
			expect(await people(of)).toContainEqual(changed);
		});

		it.each([
			['user ID', 'id', ({ userId }: IDataObject) => userId],
			['entry of the list', 'list', ({ userId }: IDataObject) => userId],
			[
				'email address in capitals',
				'email',
				({ email }: IDataObject) => String(email).toUpperCase(),
			],
			['name', 'id', ({ userName }: IDataObject) => userName],
		])('accepts the %s', async (_what, mode, valueOf) => {
			const ada = await bringIn('space', ADA, 'viewer');
			await output('changeRole', 'space', { ...byMode(mode, valueOf(ada)), role: 'creator' });
			expect(await roles('space')).toMatchObject({ [ADA]: 'creator' });
		});

		it('sends nothing if they already have the role', async () => {
			const ada = await bringIn('space', ADA, 'viewer');
			server.sandbox.resetRequests();
			expect(await output('changeRole', 'space', { ...byEmail(ADA), role: 'viewer' })).toEqual([
				ada,
			]);
			expect(changes()).toEqual([]);
		});

		it.each([
			['nobody', "={{ '' }}", "'Collaborator' is empty."],
			['a stranger', ALAN, `'Collaborator' is '${ALAN}', who is not a collaborator of this space.`],
		])('refuses %s', async (_what, email, message) => {
			expect(await failure('changeRole', 'space', byEmail(email))).toContain(message);
			expect(changes()).toEqual([]);
		});

		it('refuses a name that several have', async () => {
			await bringIn('space', ADA, 'viewer');
			await bringIn('space', 'ada@example.org', 'viewer');
			server.sandbox.resetRequests();
			expect(await failure('changeRole', 'space', byMode('id', 'ada'))).toContain(
				"'Collaborator' is 'ada', but several collaborators have this name. Use the email address or user ID instead.",
			);
			expect(changes()).toEqual([]);
		});

		it('refers to the space for collaborators whose role comes from it', async () => {
			await bringIn('space', ADA, 'viewer');
			server.sandbox.resetRequests();
			expect(await failure('changeRole', 'base', { ...byEmail(ADA), role: 'editor' })).toContain(
				`'Collaborator' is '${ADA}', whose role comes from the base's space. To change or remove it for all bases of the space, set 'Collaborators Of' to Space`,
			);
			expect(changes()).toEqual([]);
		});

		it('does not change the only owner of a space, and changes one of two', async () => {
			const me = byEmail(String(here.owner.email));
			const sent = { ...me, role: 'editor' };
			expect(await failure('changeRole', 'space', sent)).toContain(
				`'Collaborator' is ${String(here.owner.userName)}, the only owner of the space. Make someone else an owner first.`,
			);
			expect(changes()).toEqual([]);
			await bringIn('space', ADA, 'viewer');
			await output('changeRole', 'space', { ...byEmail(ADA), role: 'owner' });
			expect(await output('changeRole', 'space', sent)).toMatchObject([{ role: 'editor' }]);
		});

		it('detects that the role was changed if the answer is lost', async () => {
			await bringIn('space', ADA, 'viewer');
			const route = '/api/space/:spaceId/collaborators';
			server.sandbox.inject({ method: 'PATCH', route, kind: 'resetAfter' });
			expect(
				await output('changeRole', 'space', { ...byEmail(ADA), role: 'editor' }),
			).toMatchObject([{ email: ADA, role: 'editor' }]);
			expect(server.sandbox.count('PATCH', route)).toBe(1);
		});
	});
});
