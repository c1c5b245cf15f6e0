import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';

/** The record that an input item selects. */
export interface Sought {
	context: ItemContext<TeableClient>;
	/** The values of the matching columns, by field ID; `id` for the record's own ID. */
	match: Record<string, unknown>;
}
