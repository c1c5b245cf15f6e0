import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { requiredField } from '../../../fields/locators/chosenField';
import { chosenTableId } from '../../../fields/locators/chosenIds';
import { fieldLocator } from '../../../fields/locators/fieldLocator';
import { tableFields } from '../../../fields/locators/tableLocators';
import type { TeableClient } from '../../../teable/http/client';
import type { Field, Table } from '../../../teable/schema/table';
import { readTable } from '../../../teable/schema/table';

/** What every operation on one field begins with. */
export const oneFieldFields: INodeProperties[] = [
	...tableFields.map((property) => ({
		...property,
		...(property.name === 'tableId' && { description: 'The table that has the field' }),
	})),
	fieldLocator({
		description: 'The field to work on, from the list, by its name or by its ID (fld…)',
		searchListMethod: 'searchFields',
		required: true,
	}),
];

/** The chosen field as it is now, and its table. @throws Error when the table has no such field, or two of this name */
export async function readChosenField(
	context: ItemContext<TeableClient>,
): Promise<{ table: Table; field: Field }> {
	const table = await readTable(context.client, chosenTableId(context.param));
	return { table, field: requiredField(context, table) };
}
