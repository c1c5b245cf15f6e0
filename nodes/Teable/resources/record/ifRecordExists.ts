import { defineOperation } from '../operation';
import { byExistence } from './finding/existence';

export const ifRecordExists = defineOperation({
	name: 'If Record Exists',
	value: 'ifExists',
	action: 'If record exists',
	description: 'Pass on the input items whose columns match a record, as they are',
	...byExistence((exists) => exists),
});
