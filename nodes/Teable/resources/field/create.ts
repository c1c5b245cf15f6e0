import { fieldDefinition, fieldProperties } from '../../fields/fieldTypes';
import { chosenTableId } from '../../fields/locators/chosenIds';
import { tableFieldsFor } from '../../fields/locators/tableLocators';
import { createField } from '../../teable/schema/fields/createField';
import { fieldOutput } from '../../teable/schema/fields/fieldOutput';
import { defineOperation } from '../operation';

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create field',
	description: 'Add a field of any type to a table',
	properties: [...tableFieldsFor('The table to add the field to'), ...fieldProperties],
	undoable: true,
	async each({ client, param }) {
		const field = await createField(client, chosenTableId(param), fieldDefinition(param));
		return fieldOutput(field);
	},
});
