import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import type { TeableClient } from '../../teable/http/client';
import type { TableInBase } from '../../teable/schema/base';
import { findTableInBase } from '../../teable/schema/base';
import { chosenTableId, likelyBaseId } from './chosenIds';
import { baseLocator, tableLocator } from './tableLocators';

/** The first parameters of an operation on a table itself. Teable requires its base too. */
export const wholeTableFields: INodeProperties[] = [
	{
		...baseLocator,
		description:
			"The base (database) of the table. You can leave it empty if 'Table' is specified by URL or ID, unless the credential can't list bases.",
	},
	{
		...tableLocator,
		description:
			'The table to operate on, chosen from the list, by name, by URL or by ID, e.g. tblXXXXXXXXXXXXXXXX',
	},
];

/**
 * The chosen table as listed in its base, which is searched for if 'Base' is empty or a different one.
 *
 * @throws NodeOperationError if no table is chosen, or no base that the credential can read contains it
 */
export async function fetchChosenTable({
	client,
	param,
}: ItemContext<TeableClient>): Promise<TableInBase> {
	const tableId = chosenTableId(param);
	const table = await findTableInBase(client, tableId, likelyBaseId(param));
	if (table) return table;
	throw param.bad({
		label: 'Table',
		problem: `is '${tableId}', which doesn't exist in any base that this credential can list`,
		remedy:
			"Check that it was not deleted. If the credential can't list bases, specify 'Base' by URL or ID.",
	});
}
