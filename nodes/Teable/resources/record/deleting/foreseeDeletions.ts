import { mapValues, partition } from 'lodash';

import { isError } from '../../../core/attempt';
import type { BatchContext, ItemContext, Result } from '../../../core/operation';
import { chosenTableId } from '../../../fields/locators/chosenIds';
import type { TeableClient } from '../../../teable/http/client';
import { fetchTable } from '../../../teable/schema/table';
import { HeldRecords } from '../finding/heldRecords';
import { DryOutput } from '../shared/dryOutput';

/**
 * Reports what deleting records would do: the cells that each would lose.
 *
 * @param found the records that each item selects
 * @param saysNone whether to report an item that selects no record
 * @param goneError the error for a record that does not exist; undefined where that is not an error
 */
export async function foreseeDeletions(
	{ client, items }: BatchContext<TeableClient>,
	found: Array<string[] | Error>,
	saysNone: boolean,
	goneError: (item: ItemContext<TeableClient>, id: string) => Error | undefined,
): Promise<Array<Result | Error>> {
	const [first] = items;
	const table = await fetchTable(client, chosenTableId(first.param));
	const held = new HeldRecords(client, table);
	const ids = found.flatMap((own) => (own instanceof Error ? [] : own));
	await held.read(ids.map((recordId) => ({ recordId, fields: {} })));
	if (held.failure) throw held.failure;
	const output = new DryOutput(first, table);
	return items.map((item, index) => {
		const own = found[index];
		if (isError(own)) return own;
		if (own.length === 0 && saysNone) return output.of(NONE);
		const results = own.map((id) => {
			const record = held.get(id);
			if (!record) {
				return goneError(item, id) ?? output.of({ ...NONE, id });
			}
			const cells = mapValues(record.fields, () => null);
			return output.of({ id, action: 'delete', cells, before: record.fields });
		});
		const [failures, previews] = partition(results, isError);
		return failures.length > 0 ? failures[0] : previews;
	});
}

/** The report when no record is found. */
const NONE = { id: undefined, action: 'notFound' as const, cells: {}, before: {} };
