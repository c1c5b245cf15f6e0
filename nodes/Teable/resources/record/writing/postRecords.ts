import type { IDataObject } from 'n8n-workflow';

import { fateOf } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { path } from '../../../teable/http/path';
import type { TeableRecord } from '../../../teable/http/types';
import type { Table } from '../../../teable/schema/table';
import type { TableEnd } from './tableEnd';

/** Teable's own clients send at most 2,000; at 1,000 the time per row no longer falls. */
export const ROWS_PER_REQUEST = 1000;

interface Created {
	records: TeableRecord[];
}

/**
 * Creates records in one request. If the answer is lost, they are looked for behind the end of the table.
 *
 * @param end undefined if it cannot be read; it is told which records were created
 * @param rows the cells of each record, by field ID
 * @returns the records in the order of the rows
 * @throws NodeApiError if they were not created, or if that is unknown
 */
export async function postRecords(
	client: TeableClient,
	table: Table,
	end: TableEnd | undefined,
	rows: Array<Record<string, unknown>>,
	options: IDataObject = {},
): Promise<TeableRecord[]> {
	const look = async () => {
		const records = await end?.findMade(rows);
		return records && { records };
	};
	const { records } = await client
		.post<Created>(
			path`/table/${table.id}/record`,
			{
				...{ fieldKeyType: 'id', ...options },
				records: rows.map((fields) => ({ fields }) as IDataObject),
			},
			{ fits: (answer) => answer?.records?.length === rows.length, look: end && look },
		)
		.catch((error: Error) => {
			if (fateOf(error) === 'unknown') end?.giveUp();
			throw error;
		});
	end?.add(records);
	return records;
}
