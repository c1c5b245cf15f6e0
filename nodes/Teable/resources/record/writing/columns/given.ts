import { isPlainObject } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../../../core/operation';
import type { TeableClient } from '../../../../teable/http/client';
import { isTeableId } from '../../../../teable/schema/id';
import type { Table } from '../../../../teable/schema/table';
import { ADDED_TO_RECORDS } from '../../shared/output';
import { COLUMNS } from './columnFields';

/** The column that stands for the record itself; Teable's fields have IDs of another form. */
export const RECORD_ID = 'id';

/** What an item gives: values by column, and the record they are of, where it is one that was read. */
export interface Given {
	values: Record<string, unknown>;
	/** Those of its keys that stand for columns. */
	keys: string[];
	recordId?: string;
}

/**
 * What an item gives. One that is a record, as this node gives it, holds its values at the top, beside what
 * the operation adds, or under `fields`, beside what else Teable tells about it.
 *
 * @param automatic whether the item's own keys are the columns; else the mapper says what is written
 */
export function givenBy(
	{ item: { json }, param }: ItemContext<TeableClient>,
	table: Table,
	automatic: boolean,
): Given {
	const values = automatic ? json : param.mapping(COLUMNS).values;
	if (!automatic || !isRecord(json)) return { values, keys: Object.keys(values) };
	if (isPlainObject(json.fields)) {
		const fields = json.fields as IDataObject;
		return { values: fields, keys: Object.keys(fields), recordId: String(json.id) };
	}
	return { values, keys: Object.keys(values).filter((key) => !isAdded(json, key, table)) };
}

/** Whether an item is a record, as this node gives it. */
export const isRecord = (json: IDataObject): boolean => isTeableId('rec', String(json.id));

/** Whether an operation has added the key to a record, whose own column of such a name goes by its ID. */
function isAdded(json: IDataObject, key: string, table: Table): boolean {
	if (!ADDED_TO_RECORDS.includes(key)) return false;
	const column = table.find(key);
	return !column || Object.hasOwn(json, column.id);
}
