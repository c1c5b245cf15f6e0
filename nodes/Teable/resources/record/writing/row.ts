import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import type { FileSource } from './fileSources';

/** What one input item writes. */
export interface Row {
	context: ItemContext<TeableClient>;
	/** Cells by field ID, as they go to Teable. */
	fields: Record<string, unknown>;
	/** What the matching columns hold, by column; `id` for the record itself. */
	match: Record<string, unknown>;
	/** Files to bring to Teable for attachment cells, by field ID. */
	files: Record<string, FileSource[]>;
	/** What is given for links and users, by field ID: it has to be looked up. */
	references: Record<string, unknown>;
	/** Whether Teable is to make of the cells what it can: new choices, records and users by name. */
	typecast: boolean;
	/** All that is wrong with the item, each in a sentence or two. A row with faults is not sent. */
	faults: string[];
}
