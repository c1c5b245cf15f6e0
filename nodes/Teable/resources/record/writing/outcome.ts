import type { TeableRecord } from '../../../teable/http/types';

/** A record, and what was done with it. */
export interface Done {
	record: TeableRecord;
	action: 'created' | 'unchanged' | 'updated';
}

/** What became of an item: its record or records, or why there are none. */
export type Outcome = Done | Done[] | Error;
