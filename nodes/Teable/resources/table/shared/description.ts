import { pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../../../teable/http/client';
import { path } from '../../../teable/http/path';
import type { TableInBase } from '../../../teable/schema/base';
import { fieldOutput } from '../../../teable/schema/fields/fieldOutput';
import type { Field } from '../../../teable/schema/table';

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
		fields: fields.map(fieldOutput),
		views: views.map((view) => pick(view, VIEW_KEYS)),
	};
}
