import { countBy } from 'lodash';
import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';

import type { Caller } from '../../../../harness/server';
import type { TestTable } from '../../../../harness/table';

/** An execution of an operation that changes something. */
export interface Run {
	parameters: INodeParameters;
	items: IDataObject[];
	binary?: IBinaryKeyData[];
	/** How often the server has carried out what each item requests. */
	held(): Promise<number[]>;
}

/** An operation that changes something, and the request that should fail. */
export interface Write {
	name: string;
	/** How many items there are. */
	count: number;
	request: { method: string; route: string };
	/** How many records each item stands for; one by default. */
	records?: number;
	/** How many of these requests succeed first. */
	after: number;
	/** The node's credential; an access token by default. */
	caller?: Caller;
	setUp(table: TestTable): Promise<Run>;
}

export const SOME = 4;

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The ID in the input item, for a locator. */
export const OF_ITEM = byId('={{ $json.id }}');

/** How many rows have the same values as each item in these columns. */
export function countOf(items: IDataObject[], rows: IDataObject[], ...columns: string[]): number[] {
	const keyOf = (row: IDataObject) => columns.map((column) => String(row[column])).join(' | ');
	const counts = countBy(rows, keyOf);
	return items.map((item) => counts[keyOf(item)] ?? 0);
}
