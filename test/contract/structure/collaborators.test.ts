import type { INodeParameters } from 'n8n-workflow';

import { onContractServers } from '../server';

const byId = (id: string) => ({ __rl: true, mode: 'id', value: id });

describe('Teable contract: collaborators', () => {
	onContractServers((server) => {
		/** Teable keeps the account that it creates for an address. */
		const newEmail = () => `n8n-contract-${Date.now()}-${count++}@example.com`;
		let count = 0;

		const place = (of: 'base' | 'space'): INodeParameters => ({
			...{ resource: 'collaborator', of },
			...{ baseId: byId(server().baseId), spaceId: byId(server().spaceId) },
		});

		const run = async (
			operation: string,
			of: 'base' | 'space',
			parameters: INodeParameters = {},
			authentication: 'session' | 'accessToken' = 'session',
		) => await server().output(operation, { ...place(of), ...parameters }, { authentication });

		const failure = async (
			operation: string,
			of: 'base' | 'space',
			parameters: INodeParameters,
			authentication: 'session' | 'accessToken' = 'session',
		) => {
			const all = { ...place(of), ...parameters };
			return (await server().run(operation, all, { authentication })).error?.message;
		};

		const rolesOf = async (of: 'base' | 'space') => {
			const all = await run('getAll', of, { returnAll: true });
			return new Map(all.map(({ email, role, resourceType }) => [email, [role, resourceType]]));
		};

		const byEmail = (value: string): INodeParameters => ({
			collaborator: { __rl: true, mode: 'email', value },
		});

		describe.each(['base', 'space'] as const)('of a %s', (of) => {
			it.each(['session', 'accessToken'] as const)(
				'Invite makes people collaborators at once, with the credential %s',
				async (authentication) => {
					const [one, other] = [newEmail(), newEmail()];
					const sent = { emails: `${one}, ${other.toUpperCase()}`, role: 'editor' };
					expect(await run('invite', of, sent, authentication)).toMatchObject([
						{ email: one, role: 'editor', invited: true, resourceType: of },
						{
							email: other,
							role: 'editor',
							invited: true,
							note: expect.stringContaining('account'),
						},
					]);
					const roles = await rolesOf(of);
					expect([roles.get(one), roles.get(other)]).toEqual([
						['editor', of],
						['editor', of],
					]);
				},
			);

			it('Invite refuses, or skips, existing collaborators', async () => {
				const [one, other] = [newEmail(), newEmail()];
				await run('invite', of, { emails: one, role: 'editor' });
				const sent = { emails: [one, other], role: 'viewer' };
				expect(await failure('invite', of, sent)).toContain(`${one} (editor)`);
				expect((await rolesOf(of)).has(other)).toBe(false);
				const options = { skipCollaborators: true };
				expect(await run('invite', of, { ...sent, options })).toMatchObject([
					{ email: one, role: 'editor', invited: false },
					{ email: other, role: 'viewer', invited: true },
				]);
			});

			it('Change Role and Remove work with a session', async () => {
				const email = newEmail();
				await run('invite', of, { emails: email, role: 'viewer' });
				await run('changeRole', of, { ...byEmail(email), role: 'commenter' });
				expect((await rolesOf(of)).get(email)).toEqual(['commenter', of]);
				expect(await run('remove', of, byEmail(email))).toMatchObject([{ email, removed: true }]);
				expect((await rolesOf(of)).has(email)).toBe(false);
				expect(await failure('remove', of, byEmail(email))).toContain(
					`who is not a collaborator of this ${of}`,
				);
			});
		});

		it('Change Role and Remove in a base are refused with a token', async () => {
			const email = newEmail();
			await run('invite', 'base', { emails: email, role: 'viewer' });
			for (const operation of ['changeRole', 'remove']) {
				const sent = { ...byEmail(email), role: 'editor' };
				expect(await failure(operation, 'base', sent, 'accessToken')).toContain(
					'Teable lets only a signed-in session change or remove collaborators of a base.',
				);
			}
			expect((await rolesOf('base')).get(email)).toEqual(['viewer', 'base']);
		});

		it('a collaborator of the space has access to its bases, and loses the role there', async () => {
			const email = newEmail();
			await run('invite', 'base', { emails: email, role: 'creator' });
			await run('invite', 'space', { emails: email, role: 'viewer' });
			expect((await rolesOf('base')).get(email)).toEqual(['viewer', 'space']);
			expect(await failure('changeRole', 'base', { ...byEmail(email), role: 'editor' })).toContain(
				"whose role comes from the base's space",
			);
			const sent = { emails: email, role: 'editor' };
			expect(await failure('invite', 'base', sent)).toContain(`${email} (viewer)`);
		});

		it('Get Many searches by a part of the email address, and reads several pages', async () => {
			const email = newEmail();
			await run('invite', 'space', { emails: email, role: 'viewer' });
			const options = { search: email.slice(0, -12) };
			expect(await run('getAll', 'space', { returnAll: true, options })).toMatchObject([{ email }]);
			expect(await run('getAll', 'space', { limit: 1 })).toMatchObject([{ email }]);
		});

		it('the only owner of a space cannot be removed', async () => {
			const all = await run('getAll', 'space', { returnAll: true });
			const owner = String(all.find(({ role }) => role === 'owner')?.email);
			expect(await failure('remove', 'space', byEmail(owner))).toContain('the only owner');
			const { userId: principalId } = all.find(({ role }) => role === 'owner')!;
			await expect(
				server().ask('PATCH', `/space/${server().spaceId}/collaborators`, {
					...{ principalId, principalType: 'user', role: 'viewer' },
				}),
			).rejects.toThrow('400');
		});
	});
});
