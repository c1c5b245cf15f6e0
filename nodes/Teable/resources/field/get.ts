import { fieldOutput } from '../../teable/schema/fields/fieldOutput';
import { defineOperation } from '../operation';
import { oneFieldFields, readChosenField } from './shared/fields';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get field',
	description: 'Retrieve a field with its type and options',
	properties: oneFieldFields,
	readOnly: true,
	async each(context) {
		return fieldOutput((await readChosenField(context)).field);
	},
});
