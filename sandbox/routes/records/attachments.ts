import type { Multipart } from '@fastify/multipart';
import { signatureRoSchema } from '@teable/openapi';
import axios from 'axios';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOfRoute } from '../../server/access';
import { TeableError, invalid, localized } from '../../errors';
import { announceFile, presignedUrl, signatureOf } from '../../teable/records/cells/files';
import { describeUpdatedV2, describeRecord } from '../../teable/records/cells/describe';
import { recordOrThrow } from '../../teable/records/writes/remove';
import { contextOf, updateRecords } from '../../teable/records/writes/write';
import type { State } from '../../state';
import { fieldOrThrow } from '../../teable/fields/fields';
import { parse } from '../../validation';
import { needsEngine, tableOf } from '../needs';

const TOKEN = { config: { access: 'token' as const } };

/** Files: announced, uploaded and confirmed, or uploaded directly into a cell. */
export function attachmentRoutes(server: FastifyInstance) {
	server.post('/api/attachments/signature', TOKEN, async (request, reply) => {
		const { state } = request;
		const { contentType, contentLength } = parse(state.version, signatureRoSchema, request.body);
		const { token, path, size, mimetype } = announceFile(state, contentType, contentLength);
		reply.status(201);
		return {
			token,
			path,
			url: `/api/attachments/upload/${token}`,
			uploadMethod: 'PUT',
			requestHeaders: { 'Content-Type': mimetype, 'Content-Length': size },
		};
	});

	/** Accepts the content from anyone with the URL. */
	server.put<{ Params: { token: string } }>(
		'/api/attachments/upload/:token',
		{ bodyLimit: 1024 ** 3 },
		async (request, reply) => {
			const { state } = request;
			const file = state.files.get(request.params.token);
			if (!file) throw invalid('Invalid token');
			file.bytes = Buffer.isBuffer(request.body)
				? request.body
				: Buffer.from(String(request.body ?? ''));
			file.size = file.bytes.length;
			return await reply.send();
		},
	);

	server.post<{ Params: { token: string }; Querystring: { filename?: string } }>(
		'/api/attachments/notify/:token',
		TOKEN,
		async (request, reply) => {
			const { state } = request;
			const file = state.files.get(request.params.token);
			if (!file?.bytes) throw invalid('Invalid token');
			const { token, size, mimetype, path } = file;
			const url = `/api/attachments/read/private/${path}?token=${signatureOf(path)}`;
			reply.status(201);
			const presigned = presignedUrl(state, path, request.query.filename ?? token);
			return { token, size, mimetype, path, url, presignedUrl: presigned };
		},
	);

	/** Needs no sign-in, with the URL or without the signature. A wrong signature is 400. */
	server.get<{ Params: { '*': string }; Querystring: { token?: string } }>(
		'/api/attachments/read/private/*',
		async (request, reply) => {
			const { state } = request;
			const path = request.params['*'];
			const { token } = request.query;
			if (token !== undefined && token !== signatureOf(path)) throw invalidToken(state);
			const file = state.files.get(path.split('/')[1]);
			if (!file?.bytes) throw new TeableError(404, 'not_found', 'File not found');
			const type = token === undefined ? 'application/octet-stream' : file.mimetype;
			return await reply.type(type).send(file.bytes);
		},
	);

	server.post<{ Params: { tableId: string; recordId: string; fieldId: string } }>(
		'/api/table/:tableId/record/:recordId/:fieldId/uploadAttachment',
		needsEngine('own', 'record|update'),
		async (request, reply) => {
			const { state } = request;
			const table = tableOf(request);
			const field = attachmentField(request);
			const { recordId } = request.params;
			const { name, mimetype, bytes } = await sentFile(request);
			const { cells } = recordOrThrow(state, table, recordId);
			const file = announceFile(state, mimetype, bytes.length);
			file.bytes = bytes;
			const before = (cells[field.id] ?? []) as object[];
			const fields = { [field.id]: [...before, { name, token: file.token }].map(completed) };
			const { user } = callerOfRoute(request);
			const context = contextOf(state, table);
			const [{ record }] = updateRecords(context, user, [{ id: recordId, fields }], {
				keyType: 'id',
			});
			reply.status(201);
			return context.engine === 'v2'
				? describeUpdatedV2(state, table, record, 'id', [])
				: describeRecord(state, table, record, { keyType: 'id' });
		},
	);

	/** What a write wants to know of a file; the store knows the rest. */
	const completed = (file: object) => ({ id: '', path: '', size: 0, mimetype: '', ...file });
}

function invalidToken(state: State) {
	const text = 'Invalid token';
	return localized(state.version, 400, text, 'attachment.invalidToken');
}

function attachmentField(request: FastifyRequest) {
	const { state } = request;
	const { fieldId } = request.params as { fieldId: string };
	const table = tableOf(request);
	if (state.version === '1.10.0' && !table.fields.some(({ id }) => id === fieldId)) {
		throw new TeableError(404, 'not_found', `Field ${fieldId} not found`);
	}
	const field = fieldOrThrow(state, table, fieldId);
	if (field.type === 'attachment') return field;
	const text = 'Field is not an attachment';
	throw localized(state.version, 400, text, 'field.notAttachment');
}

interface SentFile {
	name: string;
	mimetype: string;
	bytes: Buffer;
}

/** The file of an upload: the part "file", or the file at `fileUrl`. */
async function sentFile(request: FastifyRequest): Promise<SentFile> {
	let fileUrl = (request.body as { fileUrl?: string } | undefined)?.fileUrl;
	if (request.isMultipart()) {
		for await (const part of request.parts() as AsyncIterable<Multipart>) {
			if (part.type === 'field') {
				if (part.fieldname === 'fileUrl') fileUrl = String(part.value);
				continue;
			}
			if (part.fieldname !== 'file') throw invalid('Unexpected field');
			const { filename: name, mimetype } = part;
			return { name, mimetype, bytes: await part.toBuffer() };
		}
	}
	if (fileUrl) return await fetchFile(fileUrl);
	const text = 'No file or URL provided';
	throw localized(request.state.version, 400, text, 'record.noFileOrUrlProvided');
}

/** An invalid URL is 500. */
async function fetchFile(url: string): Promise<SentFile> {
	const { data, headers } = await axios
		.get<ArrayBuffer>(url, { responseType: 'arraybuffer' })
		.catch((error: Error) => {
			throw new TeableError(500, 'internal_server_error', error.message);
		});
	const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? 'file');
	const mimetype = String(headers['content-type'] ?? 'application/octet-stream');
	return { name, mimetype, bytes: Buffer.from(data) };
}
