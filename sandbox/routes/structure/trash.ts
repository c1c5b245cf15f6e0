import { resetTrashItemsRoSchema, trashItemsRoSchema, trashRoSchema } from '@teable/openapi';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOfRoute, checkAccess } from '../../server/access';
import type { TeableVersion } from '../../contract';
import { forbidden, internal, invalid, localized } from '../../errors';
import type { State, TrashEntry, TrashedResource } from '../../state';
import { describeAuthor } from '../../teable/account/accounts';
import {
	destroy,
	entryOrThrow,
	isOfTable,
	listTrash,
	listTrashOf,
	listWritten,
	restore,
} from '../../teable/trash';
import { parse } from '../../validation';

const PAGE = 20;

/** What a token needs to list the deleted tables of a base, and to empty its trash. */
const OF_BASE = ['table|delete', 'app|delete', 'automation|delete'];

interface OneEntry {
	Params: { id: string };
	Querystring: { tableId?: string };
}

/** What was deleted. 1.10.0 doesn't show it to tokens, and no release shows tokens deleted bases and spaces. */
export function trashRoutes(server: FastifyInstance, version: TeableVersion) {
	const is2026 = version === '2026-07';
	const config = { access: is2026 ? ('token' as const) : ('session' as const) };

	server.get('/api/trash', { config: { access: 'session' } }, async (request) => {
		const { state } = request;
		const { resourceType } = parse(version, trashRoSchema, request.query);
		const { user } = callerOfRoute(request);
		return { ...page(state, listTrashOf(state, user, resourceType)), nextCursor: null };
	});

	server.get('/api/trash/items', { config }, async (request) => {
		const { state } = request;
		const query = parse(version, trashItemsRoSchema, request.query);
		const { resourceId, resourceType, cursor } = query;
		const { pageSize: size } = request.query as { pageSize?: string };
		// 1.10.0 doesn't know the page size.
		const pageSize = is2026 ? Number(size ?? PAGE) : PAGE;
		if (pageSize > PAGE) {
			throw invalid('Validation error: Too big: expected number to be <=20 at "pageSize"');
		}
		if (resourceType !== 'table') {
			checkBase(request, resourceId);
			const all = listTrash(state, resourceId);
			const { entries, next } = pageOf(listWritten(all), cursor, is2026 ? pageSize : Infinity);
			// Since 2026, it also names the tables of other pages, and those whose entry isn't written yet.
			const { resourceMap } = page(state, is2026 ? all : entries);
			return { ...page(state, entries), resourceMap, nextCursor: next ?? null };
		}
		checkTable(request, resourceId, 'table|trash_read');
		const table = state.tables.get(resourceId)!;
		if (table.deleted && state.bases.get(table.baseId)?.engine === 'v2') throw internal();
		const { entries, next } = pageOf(listTrash(state, resourceId), cursor, pageSize);
		return { ...page(state, entries), nextCursor: next };
	});

	server.post<OneEntry>('/api/trash/restore/:id', { config }, async (request, reply) => {
		const { state } = request;
		const { id } = request.params;
		const { tableId } = request.query;
		if (!id.startsWith('opr')) {
			const entry = entryOrThrow(state, id);
			checkEntry(request, entry, {
				space: 'space|create',
				base: 'base|create',
				table: 'table|create',
			});
			restore(state, entry);
			return await reply.status(201).send();
		}
		if (is2026) {
			if (tableId === undefined) throw tableNeeded(id);
			checkTable(request, tableId, 'table|trash_update');
		}
		const entry = entryOrThrow(state, id, is2026 ? tableId : undefined);
		if (!is2026) checkTable(request, entry.parentId!, 'table|trash_update');
		checkTableIsThere(state, entry.parentId!);
		restore(state, entry);
		return await reply.status(201).send();
	});

	/** For a base, it permanently deletes the tables in the trash. */
	server.delete('/api/trash/reset-items', { config }, async (request, reply) => {
		const { state } = request;
		const { resourceId, resourceType } = parse(version, resetTrashItemsRoSchema, request.query);
		if (resourceType === 'table') checkTable(request, resourceId, 'table|trash_reset');
		else checkBase(request, resourceId);
		for (const entry of listTrash(state, resourceId)) destroy(state, entry);
		return await reply.send();
	});

	/** It doesn't include what was deleted from a table. */
	if (is2026) {
		server.delete<OneEntry>('/api/trash/:id', { config }, async (request, reply) => {
			const { state } = request;
			const { id } = request.params;
			const entry = state.trash.find((one) => one.id === id && !isOfTable(one.type));
			if (!entry) {
				const text = `The trash ${id} not found`;
				throw localized(version, 404, text, 'trash.notFound');
			}
			checkEntry(request, entry, {
				space: 'space|delete',
				base: 'base|delete',
				table: 'table|delete',
			});
			destroy(state, entry);
			return await reply.send();
		});
	}

	const checkBase = (request: FastifyRequest, baseId: string) =>
		checkAccess(request.state, callerOfRoute(request), { baseId }, OF_BASE, true);

	/** The table of a query, which the guard hasn't checked. */
	function checkTable(request: FastifyRequest, tableId: string, scope: string) {
		if (!tableId.startsWith('tbl')) throw forbidden();
		checkAccess(request.state, callerOfRoute(request), { tableId }, [scope], true);
	}

	function checkEntry(
		request: FastifyRequest,
		{ type, resources: [{ id }] }: TrashEntry,
		scopes: Record<string, string>,
	) {
		const names = { [`${type}Id`]: id };
		checkAccess(request.state, callerOfRoute(request), names, [scopes[type]], true);
	}

	/** Nothing can be restored into a deleted table. */
	function checkTableIsThere(state: State, tableId: string) {
		if (!state.tables.get(tableId)?.deleted) return;
		if (!is2026) throw invalid(`Could not find primary index ${tableId}`);
		const text = `Table not found with id: ${tableId}`;
		throw localized(version, 404, text, 'table.notFound');
	}

	function tableNeeded(id: string) {
		const text = `Table id is required to restore table trash ${id}`;
		return localized(version, 400, text, 'trash.tableNotFound');
	}
}

/** The page that begins with the entry `cursor`; empty if there is no such entry. */
function pageOf(all: TrashEntry[], cursor: string | null | undefined, size: number) {
	const start = cursor ? all.findIndex(({ id }) => id === cursor) : 0;
	if (start < 0) return { entries: [] };
	return { entries: all.slice(start, start + size), next: all[start + size]?.id };
}

function page(state: State, entries: TrashEntry[]) {
	const deleters = new Set(entries.map(({ deletedBy }) => deletedBy));
	return {
		trashItems: entries.map(({ id, type, resources, deletedTime, deletedBy }) => {
			const resourceIds = resources.map((resource) => resource.id);
			const ids = isOfTable(type) ? { resourceIds } : { resourceId: resourceIds[0] };
			return { id, resourceType: type, deletedTime, deletedBy, ...ids };
		}),
		resourceMap: Object.fromEntries(
			entries.flatMap((entry) => describeTrashed(state, entry).map((one) => [one.id, one])),
		),
		userMap: Object.fromEntries([...deleters].map((id) => [id, describeAuthor(state, id)])),
	};
}

function describeTrashed(state: State, { type, resources, parentId }: TrashEntry) {
	const is2026 = state.version === '2026-07';
	const of = ({ id, name }: TrashedResource) => ({ id, name });
	const [first] = resources;
	switch (type) {
		case 'field':
			return resources.map((field) => ({
				...of(field),
				type: field.type,
				options: field.options,
				isLookup: field.isLookup ?? null,
				...(is2026 && { isConditionalLookup: null }),
			}));
		case 'view':
			return resources.map((view) => ({ ...of(view), type: view.type }));
		case 'space':
			return [{ ...of(first), ...(is2026 && { avatar: null }) }];
		case 'base':
			return [{ ...of(first), spaceId: parentId }, of(state.spaces.get(parentId!)!)];
		default:
			return resources.map(of);
	}
}
