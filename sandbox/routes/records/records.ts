import {
	createRecordsRoSchema,
	deleteRecordsQuerySchema,
	getRecordQuerySchema,
	recordInsertOrderRoSchema,
	updateRecordRoSchema,
	updateRecordsRoSchema,
} from '@teable/openapi';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOfRoute } from '../../server/access';
import type { TeableVersion } from '../../contract';
import {
	describeCreatedV2,
	describeDeletedV2,
	describeRecord,
	describeUpdatedV2,
} from '../../teable/records/cells/describe';
import type { CellContext } from '../../teable/records/cells/cells';
import { keyOf, type KeyType } from '../../teable/records/cells/keys';
import { listRecords } from '../../teable/records/queries/list';
import { deleteRecords, recordOrThrow } from '../../teable/records/writes/remove';
import { RecordSteps } from '../../teable/records/writes/steps';
import {
	contextOf,
	createRecords,
	recordNotFound,
	updateRecord,
	updateRecords,
	type Written,
} from '../../teable/records/writes/write';
import type { TeableRecord } from '../../state';
import { parse } from '../../validation';
import { needsEngine, tableOf } from '../needs';
import { parseListQuery } from './query';
import { rememberStep } from '../undo';

interface OneRecord {
	Params: { tableId: string; recordId: string };
}

/** The table in the path, and what its cells depend on. */
const contextIn = (request: FastifyRequest) => contextOf(request.state, tableOf(request));

const whole = ({ state, table }: CellContext, record: TeableRecord, keyType: KeyType = 'name') =>
	describeRecord(state, table, record, { keyType });

/** The answer to a write: the whole record, or on v2 only its ID and cells. */
const created = (context: CellContext, { record, sent }: Written, keyType: KeyType = 'name') =>
	context.engine === 'v2'
		? describeCreatedV2(context.state, context.table, record, keyType, sent)
		: whole(context, record, keyType);

const updated = (context: CellContext, { record, sent }: Written, keyType: KeyType = 'name') =>
	context.engine === 'v2'
		? describeUpdatedV2(context.state, context.table, record, keyType, [...sent.values()])
		: whole(context, record, keyType);

/** Deletes and duplicates return field IDs, whatever was requested. */
const deleted = (context: CellContext, record: TeableRecord) =>
	context.engine === 'v2'
		? describeDeletedV2(context.state, context.table, record)
		: whole(context, record, 'id');

const stepsOf = (request: FastifyRequest, keyType?: KeyType) =>
	new RecordSteps(request.state, tableOf(request), callerOfRoute(request).user, keyType);

/** Before the step of v2, there is a step of the old engine that it can't undo. */
const bottomOf = ({ engine }: CellContext) => (engine === 'v2' ? 'Can not get record' : undefined);

export function recordRoutes(server: FastifyInstance, version: TeableVersion) {
	const path = '/api/table/:tableId/record';

	server.get(path, needsEngine('own', 'record|read'), async (request) => {
		const context = contextIn(request);
		const query = parseListQuery(context, request.query);
		return listRecords(context, callerOfRoute(request).user, query);
	});

	server.get<OneRecord>(`${path}/:recordId`, needsEngine('old', 'record|read'), async (request) => {
		const { state } = request;
		const table = tableOf(request);
		const query = parse(version, getRecordQuerySchema, oneAsList(version, request.query));
		const { fieldKeyType: keyType = 'name', projection, cellFormat } = query;
		const record = recordOrThrow(state, table, request.params.recordId);
		const fields = table.fields.filter(
			(field) => !projection || projection.includes(keyOf(field, keyType as KeyType)),
		);
		return describeRecord(state, table, record, {
			keyType: keyType as KeyType,
			cellFormat,
			fields,
		});
	});

	server.post(path, needsEngine('own', 'record|create'), async (request, reply) => {
		const context = contextIn(request);
		const { records, fieldKeyType, typecast } = parse(version, createRecordsRoSchema, request.body);
		const options = { keyType: fieldKeyType as KeyType, typecast };
		const rows = records.map(({ fields }) => fields);
		const { user } = callerOfRoute(request);
		const written = createRecords(context, user, rows, options);
		const step = stepsOf(request, options.keyType).creation(written);
		rememberStep(request, step, bottomOf(context));
		reply.status(201);
		return { records: written.map((one) => created(context, one, options.keyType)) };
	});

	server.patch(path, needsEngine('own', 'record|update'), async (request) => {
		const context = contextIn(request);
		const { records, fieldKeyType, typecast } = parse(version, updateRecordsRoSchema, request.body);
		const options = { keyType: fieldKeyType as KeyType, typecast };
		const { user } = callerOfRoute(request);
		const toStep = stepsOf(request, options.keyType).update(records.map(({ id }) => id));
		const written = updateRecords(context, user, records, options);
		rememberStep(request, toStep(written));
		return written.map((one) => updated(context, one, options.keyType));
	});

	server.patch<OneRecord>(
		`${path}/:recordId`,
		needsEngine('own', 'record|update'),
		async (request) => {
			const context = contextIn(request);
			const { record, fieldKeyType, typecast } = parse(version, updateRecordRoSchema, request.body);
			const options = { keyType: fieldKeyType as KeyType, typecast };
			const { user } = callerOfRoute(request);
			const id = request.params.recordId;
			const toStep = stepsOf(request, options.keyType).update([id]);
			const written = updateRecord(context, user, id, record.fields, options);
			rememberStep(request, toStep([written]));
			return updated(context, written, options.keyType);
		},
	);

	server.delete(path, needsEngine('own', 'record|delete'), async (request) => {
		const context = contextIn(request);
		const { recordIds } = parse(version, deleteRecordsQuerySchema, request.query);
		const { user } = callerOfRoute(request);
		const records = deleteRecords(context, user, recordIds);
		rememberStep(request, stepsOf(request).deletion(records));
		return { records: records.map((record) => deleted(context, record)) };
	});

	server.delete<OneRecord>(
		`${path}/:recordId`,
		needsEngine('own', 'record|delete'),
		async (request) => {
			const context = contextIn(request);
			const { user } = callerOfRoute(request);
			const [record] = deleteRecords(context, user, [request.params.recordId]);
			rememberStep(request, stepsOf(request).deletion([record]));
			return deleted(context, record);
		},
	);

	/** 1.10.0 requires a position for the copy, v2 doesn't. */
	server.post<OneRecord>(
		`${path}/:recordId/duplicate`,
		needsEngine('own', 'record|create', 'record|read'),
		async (request, reply) => {
			const context = contextIn(request);
			const { state, table } = context;
			if (context.engine === 'v1') parse(version, recordInsertOrderRoSchema, request.body);
			const { recordId } = request.params;
			const isMissing = context.engine === 'v2' && !table.records.has(recordId);
			if (isMissing) throw recordNotFound();
			const { cells } = recordOrThrow(state, table, recordId);
			const { user } = callerOfRoute(request);
			const [copy] = createRecords(context, user, [cells], { keyType: 'id', typecast: true });
			rememberStep(request, stepsOf(request, 'id').copy(copy), bottomOf(context));
			reply.status(201);
			return created(context, copy, 'id');
		},
	);

	server.get<OneRecord>(
		`${path}/:recordId/status`,
		needsEngine('old', 'table|read'),
		async (request) => ({
			isDeleted: !tableOf(request).records.has(request.params.recordId),
			isVisible: true,
		}),
	);
}

/** 2026 servers treat a single name as a list. */
function oneAsList(version: TeableVersion, query: unknown) {
	const { projection } = query as { projection?: unknown };
	return version === '2026-07' && typeof projection === 'string'
		? { ...(query as object), projection: [projection] }
		: query;
}
