import {
	createBaseRoSchema,
	listBaseCollaboratorUserRoSchema,
	updateBaseRoSchema,
} from '@teable/openapi';
import type { FastifyInstance } from 'fastify';
import { callerOfRoute } from '../access';
import { TOKEN_SCOPES } from '../scopes';
import type { State } from '../state';
import {
	createBase,
	describeBase,
	describeBaseItem,
	describeOwner,
	listBases,
} from '../teable/spaces';
import { avatarOf } from '../teable/accounts';
import { trashBase } from '../teable/trash';
import { parse } from '../validation';
import { needs } from './needs';

interface InBase {
	Params: { baseId: string };
}

export function baseRoutes(server: FastifyInstance, state: State) {
	const baseOf = (request: { params: { baseId: string } }) =>
		state.bases.get(request.params.baseId)!;

	/** Every base of the user, also those the token cannot open. */
	server.get('/api/base/access/all', needs('base|read_all'), async (request) =>
		listBases(state, callerOfRoute(request).user).map((base) => describeBaseItem(state, base)),
	);

	server.post('/api/base', needs('base|create'), async (request, reply) => {
		const terms = parse(state.version, createBaseRoSchema, request.body);
		const { id, name, icon, spaceId } = createBase(state, callerOfRoute(request).user, terms);
		reply.status(201);
		return { id, name, icon, spaceId };
	});

	server.get<InBase>('/api/base/:baseId', needs('base|read'), async (request) =>
		describeBase(state, baseOf(request)),
	);

	server.patch<InBase>('/api/base/:baseId', needs('base|update'), async (request) => {
		const { name, icon } = parse(state.version, updateBaseRoSchema, request.body);
		const base = baseOf(request);
		if (name) base.name = name;
		if (icon) base.icon = icon;
		base.lastModifiedTime = state.timestamp();
		return { id: base.id, name: base.name, spaceId: base.spaceId, icon: base.icon };
	});

	server.delete<InBase>('/api/base/:baseId', needs('base|delete'), async (request, reply) => {
		trashBase(state, callerOfRoute(request).user, baseOf(request));
		return await reply.send();
	});

	server.get<InBase>('/api/base/:baseId/collaborators', needs('base|read'), async (request) => {
		const space = state.spaces.get(baseOf(request).spaceId)!;
		return { collaborators: [describeOwner(state, space)], total: 1 };
	});

	/** Users alone, newest first, 50 where it is not said how many. The sandbox's accounts all belong to each base. */
	server.get<InBase>(
		'/api/base/:baseId/collaborators/users',
		needs('base|read'),
		async (request) => {
			const { skip = 0, take = 50 } = parse(
				state.version,
				listBaseCollaboratorUserRoSchema,
				request.query,
			);
			const users = [...state.users.values()].reverse();
			return {
				users: users
					.slice(skip, skip + take)
					.map(({ id, name, email }) => ({ id, name, email, avatar: avatarOf(state, id) })),
				total: users.length,
			};
		},
	);

	/** What the caller may do in the base, one by one. */
	server.get<InBase>('/api/base/:baseId/permission', needs('base|read'), async (request) => {
		const { token } = callerOfRoute(request);
		const inBase = TOKEN_SCOPES[state.version].filter(
			(scope) => !/^(space|user|instance|enterprise)\|/.test(scope),
		);
		return Object.fromEntries(
			inBase.map((scope) => [scope, !token || token.scopes.includes(scope)]),
		);
	});
}
