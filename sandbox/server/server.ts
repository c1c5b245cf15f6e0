/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox is a Node server, no part of the node */
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { createServer, type Server } from 'node:http';
import { parse as parseQuery } from 'qs';
import { guard } from './access';
import { checkAnswers } from '../answers/check';
import type { TeableVersion } from '../contract';
import { hangWrites, nameEngine } from './engine';
import { TeableError, internal, invalid, noRoute } from '../errors';
import { newRequestId } from '../ids';
import { recordRequests } from './requests';
import { accessTokenRoutes } from '../routes/account/accessTokens';
import { aggregationRoutes } from '../routes/records/aggregation';
import { attachmentRoutes } from '../routes/records/attachments';
import { baseRoutes } from '../routes/structure/bases';
import { collaboratorRoutes } from '../routes/structure/collaborators';
import { commentRoutes } from '../routes/records/comments';
import { dataPageRoutes } from '../routes/dataPages';
import { exportRoutes } from '../routes/records/export';
import { fieldRoutes } from '../routes/structure/fields';
import { oauthRoutes } from '../routes/account/oauth';
import { pageRoutes } from '../routes/account/pages';
import { recordExtraRoutes } from '../routes/records/extras';
import { recordRoutes } from '../routes/records/records';
import { shareRoutes } from '../routes/structure/shares';
import { signInRoutes } from '../routes/account/signIn';
import { spaceRoutes } from '../routes/structure/spaces';
import { tableRoutes } from '../routes/structure/tables';
import { trashRoutes } from '../routes/structure/trash';
import { undoRoutes } from '../routes/undo';
import { viewRoutes } from '../routes/structure/views';
import { type World, decorateWithWorld, enter } from './world';

/** What the routes of a server depend on. */
export interface Kind {
	version: TeableVersion;
	cloud: boolean;
}

const apps = new Map<string, FastifyInstance>();

/** The routes of such servers, created once. */
export async function appFor(kind: Kind): Promise<FastifyInstance> {
	const key = JSON.stringify(kind);
	const app = apps.get(key) ?? buildApp(kind);
	apps.set(key, app);
	await app.ready();
	return app;
}

/** Creates a server for a sandbox, which isn't listening yet. */
export function serverOf(app: FastifyInstance, world: World): Server {
	const server = createServer({ keepAliveTimeout: 5000, requestTimeout: 0 }, (request, answer) => {
		enter(request, world);
		app.routing(request, answer);
	});
	return server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
		// Request line and headers above 16 KiB: 431 without a body.
		const status =
			error.code === 'HPE_HEADER_OVERFLOW'
				? '431 Request Header Fields Too Large'
				: '400 Bad Request';
		if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
		else socket.destroy(error);
	});
}

/**
 * Connects the routes. A request is recorded, read, made to fail if there is a fault, checked by the guard, applied
 * by its route, and its answer compared with Teable's schema.
 */
function buildApp({ version, cloud }: Kind): FastifyInstance {
	const server = Fastify({
		bodyLimit: 50 * 1024 * 1024,
		routerOptions: { maxParamLength: 16_384, ignoreTrailingSlash: true, querystringParser },
	});
	decorateWithWorld(server);
	server.register(cookie);
	server.register(formbody);
	server.register(multipart, { limits: { fileSize: 100 * 1024 * 1024 } });
	readJsonAsTeableDoes(server, version);
	server.decorateRequest('caller', null);
	server.decorateRequest('fault', null);

	recordRequests(server);
	server.addHook('onRequest', async (request, reply) => {
		reply.headers({ 'access-control-allow-origin': '*', 'x-request-id': newRequestId() });
		if (request.method === 'OPTIONS') {
			reply.headers({ 'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE' });
			return await reply.status(204).send();
		}
		return undefined;
	});
	server.addHook(
		'preValidation',
		async (request, reply) => await request.world.faults.before(request, reply),
	);
	server.addHook('preHandler', guard);
	server.addHook('preHandler', nameEngine);
	hangWrites(server);
	checkAnswers(server);
	server.addHook(
		'onSend',
		async (request, reply, answer) => await request.world.faults.after(request, reply, answer),
	);

	server.setNotFoundHandler(({ method, url }) => {
		throw noRoute(method, url);
	});
	server.setErrorHandler<FastifyError>((error, request, reply) => {
		const answer =
			error instanceof TeableError ? error : asTeableError(error, request.world.misfits);
		return reply.status(answer.status).send(answer.toJSON());
	});

	signInRoutes(server);
	accessTokenRoutes(server, version);
	oauthRoutes(server, version);
	pageRoutes(server);
	dataPageRoutes(server);
	spaceRoutes(server, version);
	baseRoutes(server, version, cloud);
	collaboratorRoutes(server, version);
	tableRoutes(server);
	exportRoutes(server);
	fieldRoutes(server, version);
	viewRoutes(server);
	shareRoutes(server);
	recordRoutes(server, version);
	recordExtraRoutes(server);
	aggregationRoutes(server);
	attachmentRoutes(server);
	commentRoutes(server);
	trashRoutes(server, version);
	undoRoutes(server);
	return server;
}

/** Teable's server reads queries with qs, which stops at 20 for numbered lists. */
const querystringParser = (query: string) => parseQuery(query, { parameterLimit: 100_000 });

/** An empty body is an empty object. Invalid JSON is refused before the caller is checked. */
function readJsonAsTeableDoes(server: FastifyInstance, version: TeableVersion) {
	server.removeContentTypeParser('application/json');
	server.addContentTypeParser<string>(
		'application/json',
		{ parseAs: 'string' },
		async (_request: FastifyRequest, body: string) => {
			if (body === '') return {};
			try {
				return JSON.parse(body) as unknown;
			} catch (error) {
				const { message } = error as SyntaxError;
				// 1.10.0 runs on a Node that doesn't add line and column.
				throw invalid(version === '1.10.0' ? message.replace(/ \(line .*\)$/, '') : message);
			}
		},
	);
	// Teable reads no other body, except the content of a file.
	server.addContentTypeParser<Buffer>(
		'*',
		{ parseAs: 'buffer' },
		async (request: FastifyRequest, body: Buffer) =>
			request.url.startsWith('/api/attachments/upload/') ? body : {},
	);
}

/** A body above 50 MiB is 500, as on a real server. So is anything that the sandbox doesn't expect. */
function asTeableError(error: FastifyError, misfits: string[]) {
	if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return internal();
	if (error.statusCode && error.statusCode < 500) return invalid(error.message);
	if (!misfits.includes(error.message)) misfits.push(error.stack ?? error.message);
	return internal();
}
