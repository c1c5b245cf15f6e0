import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TOKEN_SCOPES } from '../../../../../sandbox/scopes';
import type { TestServer } from '../../../../harness/server';

export const ADA = 'ada@example.com';
export const ALAN = 'alan@example.com';

export const byMode = (mode: string, value: unknown): INodeParameters => ({
	collaborator: { __rl: true, mode, value: String(value) },
});
export const byEmail = (email: string) => byMode('email', email);

/** What tests do with the collaborators of a base and its space, through the node and directly. */
export function peopleOf(server: TestServer) {
	/** The base of each test, its space, and who owns them. */
	const here = { base: '', space: '', owner: {} as IDataObject };

	beforeEach(async () => {
		await server.signInAs('cookie');
		const [first] = (await server.ask('GET', '/base/access/all')) as unknown as IDataObject[];
		here.base = String(first.id);
		here.space = String(first.spaceId);
		[here.owner] = await people('space');
	});

	const place = (of: 'base' | 'space'): INodeParameters => ({
		...{ resource: 'collaborator', of },
		baseId: { __rl: true, mode: 'id', value: here.base },
		spaceId: { __rl: true, mode: 'id', value: here.space },
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

	const pathOf = (of: 'base' | 'space') => `/${of}/${of === 'base' ? here.base : here.space}`;

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
			baseIds: [here.base],
		});
		await server.signInAs('plainToken');
		server.credentials.teableApi.accessToken = String(token);
	};

	return {
		...{ here, place, output, failure, pathOf, people, roles, bringIn, changes, limitToBase },
	};
}
