import { pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import type { Field, Table } from '../../../teable/schema/table';
import { updateRows } from '../../record/writing/write';
import type { Loss } from './losses';

/** Writes the previous values back into a field. Throws and returns nothing: the caller reads what Teable accepted. */
export async function writeBack(
	context: ItemContext<TeableClient>,
	table: Table,
	field: Field,
	lost: Loss[],
): Promise<void> {
	const changes = lost.map(({ recordId, before }) => ({
		...{ context, recordId, typecast: false },
		...{ match: {}, files: {}, references: {}, faults: [] },
		fields: { [field.id]: asSent(field, before) },
	}));
	await updateRows(context.client, table, changes, true);
}

/** Users are read with more properties than Teable accepts. */
function asSent({ type }: Field, cell: unknown): unknown {
	if (type !== 'user' || cell === null) return cell;
	const bare = (user: unknown) => pick(user as IDataObject, ['id', 'title']);
	return Array.isArray(cell) ? cell.map(bare) : bare(cell);
}
