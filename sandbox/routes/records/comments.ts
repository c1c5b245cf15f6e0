import { createCommentRoSchema, updateCommentRoSchema } from '@teable/openapi';
import type { FastifyInstance } from 'fastify';
import { callerOfRoute } from '../../server/access';
import { TeableError } from '../../errors';
import { newId } from '../../ids';
import { recordOrThrow } from '../../teable/records/writes/remove';
import type { Comment, State, Table } from '../../state';
import { avatarOf } from '../../teable/account/accounts';
import { parse } from '../../validation';
import { needs, tableOf } from '../needs';

interface OnRecord {
	Params: { tableId: string; recordId: string };
	Querystring: { take?: string; cursor?: string };
}

interface OneComment {
	Params: { tableId: string; recordId: string; commentId: string };
}

export function commentRoutes(server: FastifyInstance) {
	const path = '/api/comment/:tableId/:recordId';

	server.get('/api/comment/:tableId/count', needs('record|read'), async (request) => {
		const counts = new Map<string, number>();
		for (const { recordId } of tableOf(request).comments) {
			counts.set(recordId, (counts.get(recordId) ?? 0) + 1);
		}
		return [...counts].map(([recordId, count]) => ({ recordId, count }));
	});

	server.get<OnRecord>(`${path}/count`, needs('record|read'), async (request) => ({
		count: commentsOf(tableOf(request), request.params.recordId).length,
	}));

	/** The last ones, oldest first. The cursor is the next older one. */
	server.get<OnRecord>(`${path}/list`, needs('record|read'), async (request) => {
		const { state } = request;
		const all = commentsOf(tableOf(request), request.params.recordId);
		const { take = '20', cursor } = request.query;
		const end = cursor === undefined ? all.length : all.findIndex(({ id }) => id === cursor) + 1;
		const start = Math.max(0, end - Number(take));
		const comments = all.slice(start, end).map((comment) => describe(state, comment));
		return { comments, nextCursor: start > 0 ? all[start - 1].id : null };
	});

	server.post<OnRecord>(`${path}/create`, needs('record|comment'), async (request, reply) => {
		const { state } = request;
		const table = tableOf(request);
		const { content = [], quoteId } = parse(state.version, createCommentRoSchema, request.body);
		const { id: recordId } = recordOrThrow(state, table, request.params.recordId);
		const comment: Comment = {
			id: newId('com'),
			recordId,
			content: content ?? [],
			quoteId: quoteId ?? null,
			createdTime: state.timestamp(),
			createdBy: callerOfRoute(request).user.id,
			lastModifiedTime: null,
		};
		table.comments.push(comment);
		reply.status(201);
		return { ...comment, tableId: table.id, reaction: null, deletedTime: null };
	});

	/** An unknown comment is 200 without a body. */
	server.get<OneComment>(`${path}/:commentId`, needs('record|read'), async (request, reply) => {
		const { state } = request;
		const comment = findComment(tableOf(request), request.params.commentId);
		return await reply.send(comment && { ...describe(state, comment), reaction: null });
	});

	server.patch<OneComment>(
		`${path}/:commentId`,
		needs('record|comment'),
		async (request, reply) => {
			const { state } = request;
			const { content } = parse(state.version, updateCommentRoSchema, request.body);
			const comment = findComment(tableOf(request), request.params.commentId);
			if (comment) Object.assign(comment, { content, lastModifiedTime: state.timestamp() });
			return await reply.send();
		},
	);

	/** Deleting twice is 404 since 2026, and succeeds on 1.10.0. */
	server.delete<OneComment>(
		`${path}/:commentId`,
		needs('record|comment'),
		async (request, reply) => {
			const { state } = request;
			const { comments } = tableOf(request);
			const index = comments.findIndex(({ id }) => id === request.params.commentId);
			if (index >= 0) comments.splice(index, 1);
			else if (state.version === '2026-07')
				throw new TeableError(404, 'not_found', 'Comment not found');
			return await reply.send();
		},
	);
}

const commentsOf = (table: Table, recordId: string) =>
	table.comments.filter((comment) => comment.recordId === recordId);

const findComment = (table: Table, commentId: string) =>
	table.comments.find(({ id }) => id === commentId);

function describe(state: State, comment: Comment) {
	const { id, content, quoteId, createdTime, lastModifiedTime, createdBy } = comment;
	const name = state.users.get(createdBy)?.name;
	return {
		id,
		createdBy: { id: createdBy, name, avatar: avatarOf(state, createdBy) },
		...(quoteId && { quoteId }),
		content,
		...(lastModifiedTime && { lastModifiedTime }),
		createdTime,
	};
}
