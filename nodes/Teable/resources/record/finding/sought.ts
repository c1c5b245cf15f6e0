import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';

/** What an input item says of the record that it means. */
export interface Sought {
	context: ItemContext<TeableClient>;
	/** What the matching columns hold, by column; `id` for the record itself. */
	match: Record<string, unknown>;
}
