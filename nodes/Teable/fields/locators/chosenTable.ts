import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import type { TeableClient } from '../../teable/http/client';
import type { TableInBase } from '../../teable/schema/base';
import { findTableInBase } from '../../teable/schema/base';
import { chosenTableId, likelyBaseId } from './chosenIds';
import { baseLocator, tableLocator } from './tableLocators';

/** What an operation on a table itself begins with; Teable wants to be told its base too. */
export const wholeTableFields: INodeProperties[] = [
	{
		...baseLocator,
		description:
			"The base (database) that holds the table. Leave it empty when 'Table' is given by URL or ID, unless the credential cannot list bases.",
	},
	{
		...tableLocator,
		description:
			'The table to work on, from the list, by its name, by its address in Teable or by its ID (tbl…)',
	},
];

/**
 * The chosen table as it stands in its base, which is looked for where 'Base' is empty or another one.
 *
 * @throws NodeOperationError when no table is chosen, or no base that the credential may read holds it
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
		problem: `is '${tableId}', and no base that this credential can list has such a table`,
		remedy:
			"Check that it was not deleted. Some credentials cannot list bases: then give 'Base' by URL or ID.",
	});
}
