import { defineOperation } from '../operation';
import { byExistence } from './finding/existence';

export const ifRecordExists = defineOperation({
	name: 'If Record Exists',
	value: 'ifExists',
	action: 'If record exists',
	description: 'Pass through the input items for which a matching record exists, unchanged',
	...byExistence((exists) => exists),
});
