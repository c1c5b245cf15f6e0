import { isPlainObject } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../../../core/operation';
import type { TeableClient } from '../../../../teable/http/client';
import { isTeableId } from '../../../../teable/schema/id';
import type { Table } from '../../../../teable/schema/table';
import { ADDED_TO_RECORDS } from '../../shared/output';
import { COLUMNS } from './columnFields';

/** The mapper's column for the record's own ID. No Teable field has such an ID. */
export const RECORD_ID = 'id';

/** The input of an item: values by column, and the record's ID if the item is a record that was read. */
export interface Given {
	values: Record<string, unknown>;
	/** The keys that refer to columns. */
	keys: string[];
	recordId?: string;
}

/**
 * The input of an item. An item that is a record output by this node has its values at the top level, next to what
 * the operation added, or under `fields`.
 *
 * @param automatic whether the item's own keys are the columns; otherwise the mapper has the values
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

/** The values of each key that refers to a column, by item, in the order in which the keys appear. */
export function valuesByKey(
	items: Array<ItemContext<TeableClient>>,
	table: Table,
): Map<string, unknown[]> {
	const byKey = new Map<string, unknown[]>();
	for (const [index, item] of items.entries()) {
		const { values, keys } = givenBy(item, table, true);
		for (const key of keys) {
			const all = byKey.get(key) ?? new Array<unknown>(items.length);
			all[index] = values[key];
			byKey.set(key, all);
		}
	}
	return byKey;
}

/** Whether an item is a record output by this node. */
export const isRecord = (json: IDataObject): boolean => isTeableId('rec', String(json.id));

/** Whether an operation added the key. A column of the same name then has its ID as key. */
function isAdded(json: IDataObject, key: string, table: Table): boolean {
	if (!ADDED_TO_RECORDS.includes(key)) return false;
	const column = table.find(key);
	return !column || Object.hasOwn(json, column.id);
}
