import {
	createBaseRoSchema,
	duplicateBaseRoSchema,
	listBaseCollaboratorUserRoSchema,
	moveBaseRoSchema,
	updateBaseRoSchema,
} from '@teable/openapi';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOfRoute, checkAccess } from '../../server/access';
import type { TeableVersion } from '../../contract';
import { TeableError } from '../../errors';
import { presignedUrl, storeExport } from '../../teable/records/cells/files';
import { TOKEN_SCOPES } from '../../scopes';
import type { Base, State } from '../../state';
import { duplicateBase, linksBetween, moveBase } from '../../teable/spaces/duplicateBase';
import {
	baseOrThrow,
	createBase,
	describeBase,
	describeBaseItem,
	listBases,
} from '../../teable/spaces/spaces';
import { avatarOf } from '../../teable/account/accounts';
import { destroyBase, trashBase } from '../../teable/trash';
import { parse } from '../../validation';
import { needs, needsEngine } from '../needs';

interface InBase {
	Params: { baseId: string };
}

export function baseRoutes(server: FastifyInstance, version: TeableVersion, cloud: boolean) {
	const baseOf = ({ state, params }: FastifyRequest<InBase>) => state.bases.get(params.baseId)!;

	/** Every base of the user, including those that the token can't open. */
	server.get('/api/base/access/all', needs('base|read_all'), async (request) =>
		listBases(request.state, callerOfRoute(request).user).map((base) =>
			describeBaseItem(request.state, base),
		),
	);

	server.post('/api/base', needs('base|create'), async (request, reply) => {
		const { state } = request;
		const terms = parse(version, createBaseRoSchema, request.body);
		const { id, name, icon, spaceId } = createBase(state, callerOfRoute(request).user, terms);
		reply.status(201);
		return { id, name, icon, spaceId };
	});

	server.post('/api/base/duplicate', needsEngine('old', 'base|create'), async (request, reply) => {
		const { state } = request;
		const terms = parse(version, duplicateBaseRoSchema, request.body);
		const source = sourceOrThrow(state, terms.fromBaseId);
		checkAccess(state, callerOfRoute(request), { baseId: source.id }, ['base|read']);
		reply.status(201);
		return duplicateBase(state, callerOfRoute(request).user, source, terms);
	});

	/** The guard's error for a base in the path on 1.10.0, and another error on 2026. */
	function sourceOrThrow(state: State, id: string): Base {
		const source = state.bases.get(id);
		if (source && !source.deleted) return source;
		if (version === '1.10.0') return baseOrThrow(state, id);
		throw new TeableError(404, 'not_found', `Base ${id} not found`);
	}

	server.put<InBase>('/api/base/:baseId/move', needs('space|update'), async (request, reply) => {
		const { state } = request;
		const { spaceId } = parse(version, moveBaseRoSchema, request.body);
		checkAccess(state, callerOfRoute(request), { spaceId }, ['space|update']);
		moveBase(state, baseOf(request), spaceId);
		return await reply.send(version === '1.10.0' ? undefined : {});
	});

	if (version === '2026-07') {
		const described = ({ table, field }: ReturnType<typeof linksBetween>[number]) => ({
			...{ fieldId: field.id, fieldName: field.name, type: field.type },
			...{ tableId: table.id, tableName: table.name },
		});

		server.get<InBase>(
			'/api/base/:baseId/duplicate-check',
			needs('base|read'),
			async (request) => ({
				affectedFields: linksBetween(request.state, baseOf(request))
					.filter(({ isOwn }) => isOwn)
					.map(described),
			}),
		);

		server.get<InBase & { Querystring: { spaceId: string } }>(
			'/api/base/:baseId/move-check',
			needs('space|update'),
			async (request) => {
				const { state } = request;
				const where = { mode: 'default', cacheKey: 'meta-fallback', internalSchema: 'public' };
				const leavesSpace = request.query.spaceId !== baseOf(request).spaceId;
				const links = leavesSpace ? linksBetween(state, baseOf(request)) : [];
				return {
					affectedFields: links.map((link) => ({
						...described(link),
						...{ baseId: link.table.baseId, baseName: state.bases.get(link.table.baseId)!.name },
						reason: link.isOwn ? 'direct_link' : 'incoming_link',
					})),
					dataDb: { sameDataDb: true, requiresPhysicalMove: false, source: where, target: where },
				};
			},
		);
	}

	/** 1.10.0 returns nothing, and sends a link to the user. On 2026, the link is relative for a session. */
	server.get<InBase & { Querystring: { includeData?: string } }>(
		'/api/base/:baseId/export',
		needs('base|read'),
		async (request, reply) => {
			const { state } = request;
			if (version === '1.10.0') return await reply.send();
			const base = baseOf(request);
			const fileName = `${base.name}.tea`;
			const tables = request.query.includeData === 'false' ? 'structure' : 'data';
			// The content of the file isn't checked, only that it is a zip file.
			const { path } = storeExport(state, Buffer.from(`PK\x03\x04${base.id} ${tables}`));
			const url = presignedUrl(state, path, encodeURIComponent(fileName));
			return {
				previewUrl: callerOfRoute(request).token ? url : url.slice(state.url.length),
				...{ baseName: base.name, fileName },
			};
		},
	);

	/** Only documented, for Teable Cloud and Enterprise. The sandbox has no SQL: a row contains the query. */
	if (cloud) {
		server.post<InBase & { Body: { sql: string } }>(
			'/api/base/:baseId/sql-query',
			needs('base|query_data'),
			async (request) => ({ rows: [{ sql: request.body.sql }] }),
		);
	}

	server.get<InBase>('/api/base/:baseId', needs('base|read'), async (request) =>
		describeBase(request.state, baseOf(request)),
	);

	server.patch<InBase>('/api/base/:baseId', needs('base|update'), async (request) => {
		const { state } = request;
		const { name, icon } = parse(version, updateBaseRoSchema, request.body);
		const base = baseOf(request);
		if (name !== undefined) base.name = name;
		if (icon) base.icon = icon;
		base.lastModifiedTime = state.timestamp();
		return { id: base.id, name: base.name, spaceId: base.spaceId, icon: base.icon };
	});

	/** Also for a base in the trash. */
	server.delete<InBase>(
		'/api/base/:baseId/permanent',
		{ config: { access: 'session' } },
		async (request, reply) => {
			const { state } = request;
			const { baseId } = request.params;
			const base = state.bases.get(baseId) ?? baseOrThrow(state, baseId);
			destroyBase(state, base);
			return await reply.send(version === '1.10.0' ? undefined : { baseId, permanent: true });
		},
	);

	server.delete<InBase>('/api/base/:baseId', needs('base|delete'), async (request, reply) => {
		const { state } = request;
		trashBase(state, callerOfRoute(request).user, baseOf(request));
		return await reply.send();
	});

	/** Only users, newest first, 50 by default. All accounts of the sandbox belong to each base. */
	server.get<InBase>(
		'/api/base/:baseId/collaborators/users',
		needs('base|read'),
		async (request) => {
			const { state } = request;
			const { skip = 0, take = 50 } = parse(
				version,
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

	/** The caller's permissions in the base. They don't include views, fields and records. */
	server.get<InBase>('/api/base/:baseId/permission', needs('base|read'), async (request) => {
		const { token } = callerOfRoute(request);
		const inBase = TOKEN_SCOPES[version].filter((scope) =>
			/^(table|base|automation|app|table_record_history)\|/.test(scope),
		);
		return Object.fromEntries(
			inBase.map((scope) => [scope, !token || token.scopes.includes(scope)]),
		);
	});
}
