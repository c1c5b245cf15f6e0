import {
	deleteBaseCollaboratorRoSchema,
	deleteSpaceCollaboratorRoSchema,
	emailBaseInvitationRoSchema,
	emailSpaceInvitationRoSchema,
	listBaseCollaboratorRoSchema,
	listSpaceCollaboratorRoSchema,
	updateBaseCollaborateRoSchema,
	updateSpaceCollaborateRoSchema,
} from '@teable/openapi';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Access, callerOfRoute, checkAccess } from '../../server/access';
import type { TeableVersion } from '../../contract';
import type { Base, Space } from '../../state';
import {
	changeRole,
	inviteByEmail,
	listCollaborators,
	removeCollaborator,
} from '../../teable/spaces/collaborators';
import { parse } from '../../validation';
import { needs } from '../needs';

/** The differences between the collaborators of a space and of a base. */
const KINDS = {
	space: {
		list: listSpaceCollaboratorRoSchema,
		invite: emailSpaceInvitationRoSchema,
		update: updateSpaceCollaborateRoSchema,
		remove: deleteSpaceCollaboratorRoSchema,
	},
	base: {
		list: listBaseCollaboratorRoSchema,
		invite: emailBaseInvitationRoSchema,
		update: updateBaseCollaborateRoSchema,
		remove: deleteBaseCollaboratorRoSchema,
	},
};

export function collaboratorRoutes(server: FastifyInstance, version: TeableVersion) {
	addRoutes('space');
	addRoutes('base');

	function addRoutes(kind: 'space' | 'base') {
		const { list, invite, update, remove } = KINDS[kind];
		const route = `/api/${kind}/:${kind}Id`;
		/** On 1.10.0, only a session can change roles. On 2026, a token can do so in a space. */
		const access: Access = kind === 'space' && version === '2026-07' ? ['space|read'] : 'session';
		const changing = { config: { access } };

		server.get(`${route}/collaborators`, needs(`${kind}|read`), async (request) =>
			listCollaborators(request.state, workplaceOf(request), parse(version, list, request.query)),
		);

		server.post(
			`${route}/invitation/email`,
			needs(`${kind}|invite_email`),
			async (request, reply) => {
				const { state } = request;
				const terms = parse(version, invite, request.body);
				reply.status(201);
				return inviteByEmail(state, workplaceOf(request), terms);
			},
		);

		server.patch(`${route}/collaborators`, changing, async (request, reply) => {
			const { state } = request;
			const { principalId, role } = parse(version, update, request.body);
			changeRole(state, workplaceOf(request), principalId, role);
			return await reply.send();
		});

		server.delete(`${route}/collaborators`, changing, async (request, reply) => {
			const { state } = request;
			const { principalId } = parse(version, remove, request.query);
			removeCollaborator(state, workplaceOf(request), principalId);
			return await reply.send();
		});
	}

	/** The guard doesn't check the space or base on routes for sessions only. */
	function workplaceOf(request: FastifyRequest): Space | Base {
		const { state } = request;
		const params = request.params as { spaceId?: string; baseId?: string };
		checkAccess(state, callerOfRoute(request), params, []);
		const { spaceId = '', baseId = '' } = params;
		return (state.spaces.get(spaceId) ?? state.bases.get(baseId))!;
	}
}
