import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { requiredField } from '../../../fields/locators/chosenField';
import { chosenTableId } from '../../../fields/locators/chosenIds';
import { fieldLocator } from '../../../fields/locators/fieldLocator';
import { tableFieldsFor } from '../../../fields/locators/tableLocators';
import type { TeableClient } from '../../../teable/http/client';
import type { Field, Table } from '../../../teable/schema/table';
import { readTable } from '../../../teable/schema/table';

/** The first parameters of every operation on one field. */
export const oneFieldFields: INodeProperties[] = [
	...tableFieldsFor('The table of the field'),
	fieldLocator({
		description:
			'The field to operate on, chosen from the list, by name or by ID, e.g. fldXXXXXXXXXXXXXXXX',
		searchListMethod: 'searchFields',
		required: true,
	}),
];

/** The current state of the chosen field, and its table. @throws Error if the table has no such field, or two with this name */
export async function readChosenField(
	context: ItemContext<TeableClient>,
): Promise<{ table: Table; field: Field }> {
	const table = await readTable(context.client, chosenTableId(context.param));
	return { table, field: requiredField(context, table) };
}
