import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import type { TeableRecord } from '../http/types';
import type { Field, Table } from '../schema/table';

/** A record with some or all of its fields. @throws NodeApiError if it does not exist */
export const fetchRecord = async (
	client: TeableClient,
	table: Table,
	recordId: string,
	fields?: Field[],
): Promise<TeableRecord> =>
	await client.get<TeableRecord>(path`/table/${table.id}/record/${recordId}`, {
		fieldKeyType: 'id',
		...(fields && { projection: fields.map(({ id }) => id) }),
	});
