import type { TeableRecord } from '../../../teable/http/types';

type Cells = Record<string, unknown>;

/** A record and what was done with it, or in a dry run, what would be done. */
export interface Done {
	record: TeableRecord;
	action: 'created' | 'unchanged' | 'updated';
	/** The cells that were written. */
	cells: Cells;
	/** The record's previous cells, as far as known. */
	before: Cells;
}

/** The outcome of an item: its record or records, or an Error. */
export type Outcome = Done | Done[] | Error;
