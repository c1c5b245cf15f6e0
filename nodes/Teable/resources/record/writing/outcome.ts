import type { TeableRecord } from '../../../teable/http/types';

type Cells = Record<string, unknown>;

/** A record, and what was done with it; in a dry run, what would be done. */
export interface Done {
	record: TeableRecord;
	action: 'created' | 'unchanged' | 'updated';
	/** The cells that were written. */
	cells: Cells;
	/** What the record held before, as far as that is known. */
	before: Cells;
}

/** What became of an item: its record or records, or why there are none. */
export type Outcome = Done | Done[] | Error;
