import {
	createRecordsRoSchema,
	deleteRecordsQuerySchema,
	getRecordQuerySchema,
	recordInsertOrderRoSchema,
	updateRecordRoSchema,
	updateRecordsRoSchema,
} from '@teable/openapi';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOfRoute } from '../access';
import {
	describeCreatedV2,
	describeDeletedV2,
	describeRecord,
	describeUpdatedV2,
} from '../records/describe';
import { keyOf, type KeyType } from '../records/keys';
import { listRecords } from '../records/list';
import { deleteRecords, recordOrThrow } from '../records/remove';
import { RecordSteps } from '../records/steps';
import {
	contextOf,
	createRecords,
	recordNotFound,
	updateRecord,
	updateRecords,
	type Written,
} from '../records/write';
import type { State, Table, TeableRecord } from '../state';
import { parse } from '../validation';
import { needsEngine, tableOf } from './needs';
import { parseListQuery } from './query';
import { rememberStep } from './undo';

interface OneRecord {
	Params: { tableId: string; recordId: string };
}

export function recordRoutes(server: FastifyInstance, state: State) {
	const { version } = state;
	const path = '/api/table/:tableId/record';

	const whole = (table: Table, record: TeableRecord, keyType: KeyType = 'name') =>
		describeRecord(state, table, record, { keyType });

	/** What a write answers: the whole record, and of v2 its id and cells only. */
	const created = (table: Table, { record, sent }: Written, keyType: KeyType = 'name') =>
		contextOf(state, table).engine === 'v2'
			? describeCreatedV2(state, table, record, keyType, sent)
			: whole(table, record, keyType);
	const updated = (table: Table, { record, sent }: Written, keyType: KeyType = 'name') =>
		contextOf(state, table).engine === 'v2'
			? describeUpdatedV2(state, table, record, keyType, [...sent.values()])
			: whole(table, record, keyType);

	const stepsOf = (request: FastifyRequest, keyType?: KeyType) =>
		new RecordSteps(state, tableOf(state, request), callerOfRoute(request).user, keyType);

	/** Below what v2 has created lies a step of the old engine, which that one cannot take back. */
	const bottomOf = (request: FastifyRequest) =>
		contextOf(state, tableOf(state, request)).engine === 'v2' ? 'Can not get record' : undefined;

	/** Deletes and duplicates answer by field id, whatever was asked. */
	const deleted = (table: Table, record: TeableRecord) =>
		contextOf(state, table).engine === 'v2'
			? describeDeletedV2(state, table, record)
			: whole(table, record, 'id');

	server.get(path, needsEngine('own', 'record|read'), async (request) => {
		const context = contextOf(state, tableOf(state, request));
		const query = parseListQuery(context, request.query);
		return listRecords(context, callerOfRoute(request).user, query);
	});

	server.get<OneRecord>(`${path}/:recordId`, needsEngine('old', 'record|read'), async (request) => {
		const table = tableOf(state, request);
		const query = parse(version, getRecordQuerySchema, oneAsList(state, request.query));
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
		const table = tableOf(state, request);
		const { records, fieldKeyType, typecast } = parse(version, createRecordsRoSchema, request.body);
		const options = { keyType: fieldKeyType as KeyType, typecast };
		const rows = records.map(({ fields }) => fields);
		const { user } = callerOfRoute(request);
		const written = createRecords(contextOf(state, table), user, rows, options);
		const step = stepsOf(request, options.keyType).creation(written);
		rememberStep(state, request, step, bottomOf(request));
		reply.status(201);
		return { records: written.map((one) => created(table, one, options.keyType)) };
	});

	server.patch(path, needsEngine('own', 'record|update'), async (request) => {
		const table = tableOf(state, request);
		const { records, fieldKeyType, typecast } = parse(version, updateRecordsRoSchema, request.body);
		const options = { keyType: fieldKeyType as KeyType, typecast };
		const { user } = callerOfRoute(request);
		const toStep = stepsOf(request, options.keyType).update(records.map(({ id }) => id));
		const written = updateRecords(contextOf(state, table), user, records, options);
		rememberStep(state, request, toStep(written));
		return written.map((one) => updated(table, one, options.keyType));
	});

	server.patch<OneRecord>(
		`${path}/:recordId`,
		needsEngine('own', 'record|update'),
		async (request) => {
			const table = tableOf(state, request);
			const { record, fieldKeyType, typecast } = parse(version, updateRecordRoSchema, request.body);
			const options = { keyType: fieldKeyType as KeyType, typecast };
			const { user } = callerOfRoute(request);
			const id = request.params.recordId;
			const toStep = stepsOf(request, options.keyType).update([id]);
			const written = updateRecord(contextOf(state, table), user, id, record.fields, options);
			rememberStep(state, request, toStep([written]));
			return updated(table, written, options.keyType);
		},
	);

	server.delete(path, needsEngine('own', 'record|delete'), async (request) => {
		const table = tableOf(state, request);
		const { recordIds } = parse(version, deleteRecordsQuerySchema, request.query);
		const { user } = callerOfRoute(request);
		const records = deleteRecords(contextOf(state, table), user, recordIds);
		rememberStep(state, request, stepsOf(request).deletion(records));
		return { records: records.map((record) => deleted(table, record)) };
	});

	server.delete<OneRecord>(
		`${path}/:recordId`,
		needsEngine('own', 'record|delete'),
		async (request) => {
			const table = tableOf(state, request);
			const { user } = callerOfRoute(request);
			const [record] = deleteRecords(contextOf(state, table), user, [request.params.recordId]);
			rememberStep(state, request, stepsOf(request).deletion([record]));
			return deleted(table, record);
		},
	);

	/** 1.10.0 wants to know where to put the copy, v2 does not. */
	server.post<OneRecord>(
		`${path}/:recordId/duplicate`,
		needsEngine('own', 'record|create', 'record|read'),
		async (request, reply) => {
			const table = tableOf(state, request);
			const context = contextOf(state, table);
			if (context.engine === 'v1') parse(version, recordInsertOrderRoSchema, request.body);
			const { recordId } = request.params;
			const isMissing = context.engine === 'v2' && !table.records.has(recordId);
			if (isMissing) throw recordNotFound();
			const { cells } = recordOrThrow(state, table, recordId);
			const { user } = callerOfRoute(request);
			const [copy] = createRecords(context, user, [cells], { keyType: 'id', typecast: true });
			rememberStep(state, request, stepsOf(request, 'id').copy(copy), bottomOf(request));
			reply.status(201);
			return created(table, copy, 'id');
		},
	);

	server.get<OneRecord>(
		`${path}/:recordId/status`,
		needsEngine('old', 'table|read'),
		async (request) => ({
			isDeleted: !tableOf(state, request).records.has(request.params.recordId),
			isVisible: true,
		}),
	);
}

/** 2026 servers take one name for a list of names. */
function oneAsList(state: State, query: unknown) {
	const { projection } = query as { projection?: unknown };
	return state.version === '2026-07' && typeof projection === 'string'
		? { ...(query as object), projection: [projection] }
		: query;
}
