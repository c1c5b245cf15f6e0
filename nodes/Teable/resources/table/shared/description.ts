import { pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../../../teable/http/client';
import { path } from '../../../teable/http/path';
import type { TableInBase } from '../../../teable/schema/base';
import type { Field } from '../../../teable/schema/table';
import { isWritable } from '../../../teable/schema/table';

/** What is told of a field: what it takes to read and write it, and what it is called in SQL. */
const FIELD_KEYS = [
	'id',
	'name',
	'type',
	'description',
	'isPrimary',
	'isLookup',
	'isMultipleCellValue',
	'cellValueType',
	'notNull',
	'unique',
	'hasError',
	'options',
	'lookupOptions',
	'dbFieldName',
];

const VIEW_KEYS = ['id', 'name', 'type', 'description'];

/** A table with its fields and views. */
export async function describeTable(
	client: TeableClient,
	table: TableInBase,
): Promise<IDataObject> {
	const [fields, views] = await Promise.all([
		client.get<Field[]>(path`/table/${table.id}/field`),
		client.get<IDataObject[]>(path`/table/${table.id}/view`),
	]);
	return {
		...table,
		fields: fields.map((field) => ({
			...pick(field, FIELD_KEYS),
			isWritable: isWritable(field),
		})),
		views: views.map((view) => pick(view, VIEW_KEYS)),
	};
}
