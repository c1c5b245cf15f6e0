import { onEachServer } from '../../../../harness/server';
import { ADA, ALAN, peopleOf } from './people';

describe('Collaborator: Invite', () => {
	onEachServer((server) => {
		const { here, output, failure, people, roles, bringIn, changes, limitToBase } =
			peopleOf(server);

		it.each(['base', 'space'] as const)('makes people collaborators of a %s', async (of) => {
			const invited = await output('invite', of, { emails: `${ADA}, ${ALAN}`, role: 'editor' });
			expect(invited).toMatchObject([
				{ email: ADA, role: 'editor', invited: true, userId: expect.stringMatching(/^usr/) },
				{ email: ALAN, role: 'editor', invited: true, resourceType: of },
			]);
			expect(await roles(of)).toMatchObject({ [ADA]: 'editor', [ALAN]: 'editor' });
		});

		it('says that an account may have been created, if nobody is known to have signed in with it', async () => {
			const note = 'If this address had no account, Teable has created one.';
			expect(await output('invite', 'space', { emails: ADA })).toMatchObject([{ note }]);
			await server.ask('POST', '/auth/signup', { email: ALAN, password: 'demo-password-1' });
			const [known] = await output('invite', 'space', { emails: ALAN });
			expect(known.note).toBe(server.version === '1.10.0' ? note : undefined);
		});

		it('into a space replaces the roles in its bases', async () => {
			await bringIn('base', ADA, 'creator');
			await output('invite', 'space', { emails: ADA, role: 'viewer' });
			expect(await people('base')).toMatchObject([
				{ email: ADA, role: 'viewer', resourceType: 'space' },
				{ role: 'owner' },
			]);
		});

		it.each([
			['a list', [ADA, ALAN]],
			['a list as JSON', JSON.stringify([ADA, ALAN])],
			['text with capitals and a duplicate', `Ada@Example.com, ${ALAN},${ADA}`],
		])('accepts %s', async (_what, emails) => {
			await output('invite', 'base', { emails });
			expect(await roles('base')).toMatchObject({ [ADA]: 'viewer', [ALAN]: 'viewer' });
		});

		it.each([
			['nothing', ' ', "'Email Addresses' is empty."],
			[
				'an invalid address',
				`${ADA}, Alan <${ALAN}>`,
				`'Email Addresses' contains 'alan <${ALAN}>', which is not an email address.`,
			],
		])('refuses %s before anything is sent', async (_what, emails, message) => {
			expect(await failure('invite', 'space', { emails })).toContain(message);
			expect(changes()).toEqual([]);
		});

		it('names existing collaborators, and invites nobody', async () => {
			await bringIn('space', ADA, 'editor');
			server.sandbox.resetRequests();
			const emails = `${ALAN}, ADA@example.com`;
			expect(await failure('invite', 'space', { emails, role: 'viewer' })).toContain(
				`'Email Addresses' contains collaborators of this space: ${ADA} (editor). Nobody was invited. Remove them, or turn on 'Skip Existing Collaborators' under 'Options'.`,
			);
			expect(changes()).toEqual([]);
			expect(await roles('space')).toEqual({
				[ADA]: 'editor',
				[String(here.owner.email)]: 'owner',
			});
		});

		it('skips existing collaborators on request, and keeps their roles', async () => {
			await bringIn('space', ADA, 'editor');
			const options = { skipCollaborators: true };
			const emails = `${ADA}, ${ALAN}`;
			expect(await output('invite', 'space', { emails, role: 'viewer', options })).toMatchObject([
				{ email: ADA, role: 'editor', invited: false, note: 'Already a collaborator.' },
				{ email: ALAN, role: 'viewer', invited: true },
			]);
			server.sandbox.resetRequests();
			await output('invite', 'space', { emails, options });
			expect(changes()).toEqual([]);
		});

		it('treats a collaborator of the space as one of its bases', async () => {
			await bringIn('space', ADA, 'viewer');
			expect(await failure('invite', 'base', { emails: ADA, role: 'editor' })).toContain(
				`contains collaborators of this base: ${ADA} (viewer)`,
			);
		});

		it('does not report an address as invited that Teable has left out', async () => {
			server.sandbox.inject({
				...{ method: 'POST', route: '/api/space/:spaceId/invitation/email' },
				...{ kind: 'status', status: 201, body: JSON.stringify({}) },
			});
			expect(await output('invite', 'space', { emails: ADA })).toEqual([
				{
					...{ email: ADA, role: 'viewer', invited: false },
					note: 'Teable skipped this address without giving a reason.',
				},
			]);
		});

		it('detects an invitation whose answer is lost, and invites nobody twice', async () => {
			const route = '/api/space/:spaceId/invitation/email';
			server.sandbox.inject({ method: 'POST', route, kind: 'resetAfter' });
			expect(await output('invite', 'space', { emails: `${ADA}, ${ALAN}` })).toMatchObject([
				{ email: ADA, invited: true },
				{ email: ALAN, invited: true },
			]);
			expect(server.sandbox.count('POST', route)).toBe(1);
		});

		it('says who was invited if they cannot be read afterwards', async () => {
			server.sandbox.inject({
				...{ method: 'GET', route: '/api/space/:spaceId/collaborators', after: 1, times: 9 },
				...{ kind: 'status', status: 500 },
			});
			expect(await output('invite', 'space', { emails: ADA, role: 'editor' })).toMatchObject([
				{ email: ADA, role: 'editor', invited: true },
			]);
		});

		it('works with a token, and with one that is limited to the base', async () => {
			await server.signInAs('plainToken');
			await output('invite', 'space', { emails: ADA });
			await limitToBase();
			await output('invite', 'base', { emails: ALAN });
			expect(await failure('invite', 'space', { emails: 'x@example.com' })).toContain(
				`The token cannot access the space '${here.space}': it is limited to other spaces or bases.`,
			);
		});

		it('does not offer the role owner for a base', async () => {
			expect(await failure('invite', 'base', { emails: ADA, role: 'owner' })).toContain(
				"'Role' is 'owner', which isn't one of its options. Use one of 'commenter', 'creator', 'editor', 'viewer'.",
			);
		});
	});
});
