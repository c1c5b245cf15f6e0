import { pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../../../teable/http/client';
import type { TableInBase } from '../../../teable/schema/base';
import { fieldOutput } from '../../../teable/schema/fields/fieldOutput';
import { readTable } from '../../../teable/schema/table';
import { readViews } from '../../../teable/schema/views/view';

const VIEW_KEYS = ['id', 'name', 'type', 'description'];

/** A table with its fields and views. */
export async function describeTable(
	client: TeableClient,
	table: TableInBase,
): Promise<IDataObject> {
	const [{ fields }, views] = await Promise.all([
		readTable(client, table.id),
		readViews(client, table.id),
	]);
	return {
		...table,
		fields: fields.map(fieldOutput),
		views: views.map((view) => pick(view, VIEW_KEYS)),
	};
}
