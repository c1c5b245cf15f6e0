import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { range } from 'lodash';

import { TOKEN_SCOPES } from '../../../../../sandbox/scopes';
import { searchList } from '../../../../harness/engine';
import type { Caller } from '../../../../harness/server';
import { onEachServer } from '../../../../harness/server';

const ADA = 'ada@example.com';
const ALAN = 'alan@example.com';

const byMode = (mode: string, value: unknown): INodeParameters => ({
	collaborator: { __rl: true, mode, value: String(value) },
});
const byEmail = (email: string) => byMode('email', email);

const SESSION_ONLY =
	/lets only a signed-in session change or remove collaborators of a (base|space)\. Choose a credential of the type Teable Session API \('Authentication': Session\)\./;

describe('Collaborator', () => {
	onEachServer((server) => {
		let base: string;
		let space: string;
		let owner: IDataObject;

		beforeEach(async () => {
			await server.signInAs('cookie');
			const [first] = (await server.ask('GET', '/base/access/all')) as unknown as IDataObject[];
			base = String(first.id);
			space = String(first.spaceId);
			[owner] = await people('space');
		});

		const place = (of: 'base' | 'space'): INodeParameters => ({
			...{ resource: 'collaborator', of },
			baseId: { __rl: true, mode: 'id', value: base },
			spaceId: { __rl: true, mode: 'id', value: space },
		});

		const output = async (
			operation: string,
			of: 'base' | 'space',
			parameters: INodeParameters = {},
		) => await server.output(operation, { ...place(of), ...parameters });

		const failure = async (
			operation: string,
			of: 'base' | 'space',
			parameters: INodeParameters = {},
		) => await server.failure(operation, { ...place(of), ...parameters });

		const pathOf = (of: 'base' | 'space') => `/${of}/${of === 'base' ? base : space}`;

		const people = async (of: 'base' | 'space') =>
			(await server.ask('GET', `${pathOf(of)}/collaborators?take=1000`))
				.collaborators as unknown as IDataObject[];

		const roles = async (of: 'base' | 'space') =>
			Object.fromEntries((await people(of)).map(({ email, role }) => [email, role]));

		const bringIn = async (of: 'base' | 'space', email: string, role: string) => {
			await server.ask('POST', `${pathOf(of)}/invitation/email`, { emails: [email], role });
			return (await people(of)).find((one) => one.email === email)!;
		};

		const changes = () =>
			server.sandbox.requests.filter(
				({ method, route }) => method !== 'GET' && !route.includes('/auth/'),
			);

		const limitToBase = async () => {
			const { token } = await server.ask('POST', '/access-token', {
				name: 'Limited',
				scopes: TOKEN_SCOPES[server.version].filter((scope) => scope !== 'user|integrations'),
				expiredTime: '2099-01-01T00:00:00.000Z',
				baseIds: [base],
			});
			await server.signInAs('plainToken');
			server.credentials.teableApi.accessToken = String(token);
		};

		describe('Get Many', () => {
			it('gives all of a space or a base, newest first, and where each role was given', async () => {
				await bringIn('space', ADA, 'editor');
				await bringIn('base', ALAN, 'viewer');
				expect(await output('getAll', 'space', { returnAll: true })).toEqual(await people('space'));
				const all = await output('getAll', 'base', { returnAll: true });
				expect(all.map(({ email, resourceType }) => [email, resourceType])).toEqual([
					[ALAN, 'base'],
					[ADA, 'space'],
					[owner.email, 'space'],
				]);
			});

			it('gives as many as wanted', async () => {
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

			it('finds by a part of the name or address', async () => {
				await bringIn('space', ADA, 'editor');
				await bringIn('space', ALAN, 'editor');
				const options = { search: 'ADA' };
				expect(await output('getAll', 'space', { returnAll: true, options })).toMatchObject([
					{ email: ADA },
				]);
			});

			it('lists those of the bases of a space where that is wanted, and only then', async () => {
				await bringIn('base', ALAN, 'viewer');
				const emails = async (includeBase: boolean) =>
					(await output('getAll', 'space', { returnAll: true, options: { includeBase } })).map(
						({ email }) => email,
					);
				expect(await emails(true)).toEqual([ALAN, owner.email]);
				expect(await emails(false)).toEqual([owner.email]);
			});
		});

		describe('Invite', () => {
			it.each(['base', 'space'] as const)('makes people collaborators of a %s', async (of) => {
				const invited = await output('invite', of, { emails: `${ADA}, ${ALAN}`, role: 'editor' });
				expect(invited).toMatchObject([
					{ email: ADA, role: 'editor', invited: true, userId: expect.stringMatching(/^usr/) },
					{ email: ALAN, role: 'editor', invited: true, resourceType: of },
				]);
				expect(await roles(of)).toMatchObject({ [ADA]: 'editor', [ALAN]: 'editor' });
			});

			it('says that an account may have been made, where nobody is known to have signed in with it', async () => {
				const note = 'If there was no account for this address, Teable has made one.';
				expect(await output('invite', 'space', { emails: ADA })).toMatchObject([{ note }]);
				await server.ask('POST', '/auth/signup', { email: ALAN, password: 'demo-password-1' });
				const [known] = await output('invite', 'space', { emails: ALAN });
				expect(known.note).toBe(server.version === '1.10.0' ? note : undefined);
			});

			it('into a space takes the place of the roles in its bases', async () => {
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
				['a text with capitals and twice the same', `Ada@Example.com, ${ALAN},${ADA}`],
			])('takes %s', async (_what, emails) => {
				await output('invite', 'base', { emails });
				expect(await roles('base')).toMatchObject({ [ADA]: 'viewer', [ALAN]: 'viewer' });
			});

			it.each([
				['nothing', ' ', "'Email Addresses' is empty."],
				[
					'what is no address',
					`${ADA}, Alan <${ALAN}>`,
					`'Email Addresses' holds 'alan <${ALAN}>', which is not an email address.`,
				],
			])('refuses %s before anything is sent', async (_what, emails, message) => {
				expect(await failure('invite', 'space', { emails })).toContain(message);
				expect(changes()).toEqual([]);
			});

			it('names those who are collaborators already, and invites nobody', async () => {
				await bringIn('space', ADA, 'editor');
				server.sandbox.resetRequests();
				const emails = `${ALAN}, ADA@example.com`;
				expect(await failure('invite', 'space', { emails, role: 'viewer' })).toContain(
					`'Email Addresses' holds collaborators of this space: ${ADA} (editor). Teable then invites nobody. Leave them out, or switch on 'Skip Collaborators'.`,
				);
				expect(changes()).toEqual([]);
				expect(await roles('space')).toEqual({ [ADA]: 'editor', [String(owner.email)]: 'owner' });
			});

			it('skips those where that is wanted, and leaves their roles as they are', async () => {
				await bringIn('space', ADA, 'editor');
				const options = { skipCollaborators: true };
				const emails = `${ADA}, ${ALAN}`;
				expect(await output('invite', 'space', { emails, role: 'viewer', options })).toMatchObject([
					{ email: ADA, role: 'editor', invited: false, note: 'Was a collaborator already.' },
					{ email: ALAN, role: 'viewer', invited: true },
				]);
				server.sandbox.resetRequests();
				await output('invite', 'space', { emails, options });
				expect(changes()).toEqual([]);
			});

			it('counts a collaborator of the space as one of its bases', async () => {
				await bringIn('space', ADA, 'viewer');
				expect(await failure('invite', 'base', { emails: ADA, role: 'editor' })).toContain(
					`holds collaborators of this base: ${ADA} (viewer)`,
				);
			});

			it('does not say of an address that Teable left out that it was invited', async () => {
				server.sandbox.inject({
					...{ method: 'POST', route: '/api/space/:spaceId/invitation/email' },
					...{ kind: 'status', status: 201, body: JSON.stringify({}) },
				});
				expect(await output('invite', 'space', { emails: ADA })).toEqual([
					{
						...{ email: ADA, role: 'viewer', invited: false },
						note: 'Teable left this address out, and does not say why.',
					},
				]);
			});

			it('finds those whose invitation got lost, and invites nobody twice', async () => {
				const route = '/api/space/:spaceId/invitation/email';
				server.sandbox.inject({ method: 'POST', route, kind: 'resetAfter' });
				expect(await output('invite', 'space', { emails: `${ADA}, ${ALAN}` })).toMatchObject([
					{ email: ADA, invited: true },
					{ email: ALAN, invited: true },
				]);
				expect(server.sandbox.count('POST', route)).toBe(1);
			});

			it('says who was invited when they cannot be read afterwards', async () => {
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
					`The token does not reach the space '${space}': it is limited to other spaces or bases.`,
				);
			});

			it('offers no owner for a base', async () => {
				expect(await failure('invite', 'base', { emails: ADA, role: 'owner' })).toContain(
					"'Role' is 'owner', which it does not offer. Give one of 'commenter', 'creator', 'editor', 'viewer'.",
				);
			});
		});

		describe('Change Role', () => {
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
				['address in capitals', 'email', ({ email }: IDataObject) => String(email).toUpperCase()],
				['name', 'id', ({ userName }: IDataObject) => userName],
			])('takes the %s', async (_what, mode, valueOf) => {
				const ada = await bringIn('space', ADA, 'viewer');
				await output('changeRole', 'space', { ...byMode(mode, valueOf(ada)), role: 'creator' });
				expect(await roles('space')).toMatchObject({ [ADA]: 'creator' });
			});

			it('sends nothing for a role that they have already', async () => {
				const ada = await bringIn('space', ADA, 'viewer');
				server.sandbox.resetRequests();
				expect(await output('changeRole', 'space', { ...byEmail(ADA), role: 'viewer' })).toEqual([
					ada,
				]);
				expect(changes()).toEqual([]);
			});

			it.each([
				['nobody', "={{ '' }}", "'Collaborator' is empty."],
				['a stranger', ALAN, `'Collaborator' is '${ALAN}', who is no collaborator of this space.`],
			])('refuses %s', async (_what, email, message) => {
				expect(await failure('changeRole', 'space', byEmail(email))).toContain(message);
				expect(changes()).toEqual([]);
			});

			it('refuses a name that several have', async () => {
				await bringIn('space', ADA, 'viewer');
				await bringIn('space', 'ada@example.org', 'viewer');
				server.sandbox.resetRequests();
				expect(await failure('changeRole', 'space', byMode('id', 'ada'))).toContain(
					"'Collaborator' is 'ada', and several collaborators have this name. Give the email address or the user ID instead.",
				);
				expect(changes()).toEqual([]);
			});

			it('sends those whose role comes from the space there', async () => {
				await bringIn('space', ADA, 'viewer');
				server.sandbox.resetRequests();
				expect(await failure('changeRole', 'base', { ...byEmail(ADA), role: 'editor' })).toContain(
					`'Collaborator' is '${ADA}', whose role comes from the space that the base is in. Set 'Of' to Space`,
				);
				expect(changes()).toEqual([]);
			});

			it('leaves a space its only owner, and takes the role from one of two', async () => {
				const me = byEmail(String(owner.email));
				const sent = { ...me, role: 'editor' };
				expect(await failure('changeRole', 'space', sent)).toContain(
					`'Collaborator' is ${String(owner.userName)}, the only owner of the space. Make somebody else an owner first.`,
				);
				expect(changes()).toEqual([]);
				await bringIn('space', ADA, 'viewer');
				await output('changeRole', 'space', { ...byEmail(ADA), role: 'owner' });
				expect(await output('changeRole', 'space', sent)).toMatchObject([{ role: 'editor' }]);
			});

			it('finds out that the role was changed when the answer is lost', async () => {
				await bringIn('space', ADA, 'viewer');
				const route = '/api/space/:spaceId/collaborators';
				server.sandbox.inject({ method: 'PATCH', route, kind: 'resetAfter' });
				expect(
					await output('changeRole', 'space', { ...byEmail(ADA), role: 'editor' }),
				).toMatchObject([{ email: ADA, role: 'editor' }]);
				expect(server.sandbox.count('PATCH', route)).toBe(1);
			});
		});

		describe('Remove', () => {
			it.each(['base', 'space'] as const)('removes somebody from a %s', async (of) => {
				const { userId, userName } = await bringIn(of, ADA, 'viewer');
				expect(await output('remove', of, byEmail(ADA))).toEqual([
					{ userId, userName, email: ADA, removed: true },
				]);
				expect(await roles(of)).not.toHaveProperty([ADA]);
			});

			it('says of one who is removed already that they are no collaborator', async () => {
				await bringIn('base', ADA, 'viewer');
				await output('remove', 'base', byEmail(ADA));
				expect(await failure('remove', 'base', byEmail(ADA))).toContain(
					`'Collaborator' is '${ADA}', who is no collaborator of this base.`,
				);
			});

			it('leaves a space its only owner', async () => {
				const message = await failure('remove', 'space', byEmail(String(owner.email)));
				expect(message).toContain('the only owner of the space');
				expect(changes()).toEqual([]);
			});

			it('finds out that somebody was removed when the answer is lost', async () => {
				await bringIn('space', ADA, 'viewer');
				const route = '/api/space/:spaceId/collaborators';
				server.sandbox.inject({ method: 'DELETE', route, kind: 'resetAfter' });
				expect(await output('remove', 'space', byEmail(ADA))).toMatchObject([{ removed: true }]);
				expect(server.sandbox.count('DELETE', route)).toBe(1);
			});
		});

		describe.each(['changeRole', 'remove'])('%s with an access token', (operation) => {
			const sent = { ...byEmail(ADA), role: 'editor' };

			it('says that only a session does this in a base', async () => {
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
			'%s says that a limited token does not reach the space',
			async (operation) => {
				await limitToBase();
				expect(await failure(operation, 'space', byEmail(ADA))).toContain(
					`The token does not reach the space '${space}'`,
				);
			},
		);

		describe('the list in the editor', () => {
			const search = async (of: 'base' | 'space', more: INodeParameters = {}, filter?: string) => {
				const parameters = {
					authentication: 'session',
					operation: 'remove',
					...place(of),
					...more,
				};
				const { credentials } = server;
				const list = await searchList('searchCollaborators', { parameters, credentials }, filter);
				return list.results.map(({ name }) => name);
			};

			it('offers those whose role was given in the space or base itself', async () => {
				await bringIn('space', ADA, 'editor');
				await bringIn('base', ALAN, 'viewer');
				expect(await search('base')).toEqual([`alan (${ALAN}, viewer)`]);
				expect(await search('space')).toEqual([
					`ada (${ADA}, editor)`,
					`${String(owner.userName)} (${String(owner.email)}, owner)`,
				]);
				expect(await search('space', {}, 'ada')).toHaveLength(1);
			});

			it.each(['base', 'space'] as const)('asks for a %s first', async (of) => {
				const empty = { [`${of}Id`]: { __rl: true, mode: 'list', value: '' } };
				await expect(search(of, empty)).rejects.toThrow(
					`Choose '${of === 'base' ? 'Base' : 'Space'}' first.`,
				);
			});
		});

		it.each<Caller>(['password', 'cookie'])('works with a session by %s', async (caller) => {
			await server.signInAs(caller);
			await output('invite', 'base', { emails: ADA });
			await output('changeRole', 'base', { ...byEmail(ADA), role: 'editor' });
			expect(await output('remove', 'base', byEmail(ADA))).toMatchObject([{ removed: true }]);
		});
	});
});
