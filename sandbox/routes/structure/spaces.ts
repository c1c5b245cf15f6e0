import { createSpaceRoSchema, updateSpaceRoSchema } from '@teable/openapi';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { callerOfRoute } from '../../server/access';
import type { TeableVersion } from '../../contract';
import {
	createSpace,
	describeBaseItem,
	describeSpace,
	listBases,
	listSpaces,
	spaceOrThrow,
} from '../../teable/spaces/spaces';
import { destroySpace, trashSpace } from '../../teable/trash';
import { parse } from '../../validation';
import { needs } from '../needs';

interface InSpace {
	Params: { spaceId: string };
}

export function spaceRoutes(server: FastifyInstance, version: TeableVersion) {
	/** 1.10.0 accepts any name. Since 2026, it has 1 to 100 characters, which may be spaces. */
	const named = (schema: typeof createSpaceRoSchema) =>
		version === '1.10.0' ? schema : schema.extend({ name: z.string().min(1).max(100).optional() });

	server.get('/api/space', needs('space|read'), async (request) => {
		const { state } = request;
		const { user, token } = callerOfRoute(request);
		return listSpaces(state, user, token).map((space) => describeSpace(state, space));
	});

	server.post('/api/space', needs('space|create'), async (request, reply) => {
		const { state } = request;
		const terms = parse(version, named(createSpaceRoSchema), request.body);
		const { id, name } = createSpace(state, callerOfRoute(request).user, terms.name);
		reply.status(201);
		return { id, name };
	});

	server.get<InSpace>('/api/space/:spaceId', needs('space|read'), async (request) =>
		describeSpace(request.state, request.state.spaces.get(request.params.spaceId)!),
	);

	server.patch<InSpace>('/api/space/:spaceId', needs('space|update'), async (request) => {
		const { state } = request;
		const { name } = parse(version, named(updateSpaceRoSchema), request.body);
		const space = state.spaces.get(request.params.spaceId)!;
		if (name !== undefined) space.name = name;
		return { id: space.id, name: space.name };
	});

	server.delete<InSpace>('/api/space/:spaceId', needs('space|delete'), async (request, reply) => {
		const { state } = request;
		trashSpace(state, callerOfRoute(request).user, state.spaces.get(request.params.spaceId)!);
		return await reply.send();
	});

	/** Also for a space in the trash. */
	server.delete<InSpace>(
		'/api/space/:spaceId/permanent',
		{ config: { access: 'session' } },
		async (request, reply) => {
			const { state } = request;
			const { spaceId } = request.params;
			const space = state.spaces.get(spaceId) ?? spaceOrThrow(state, spaceId);
			destroySpace(state, space);
			return await reply.send(version === '1.10.0' ? undefined : { spaceId, permanent: true });
		},
	);

	server.get<InSpace>('/api/space/:spaceId/base', needs('base|read'), async (request) =>
		listBases(request.state, callerOfRoute(request).user, request.params.spaceId).map((base) =>
			describeBaseItem(request.state, base),
		),
	);
}
