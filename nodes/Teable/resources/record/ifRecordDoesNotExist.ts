import { defineOperation } from '../operation';
import { byExistence } from './finding/existence';

export const ifRecordDoesNotExist = defineOperation({
	name: 'If Record Does Not Exist',
	value: 'ifNotExists',
	action: 'If record does not exist',
	description: 'Pass through the input items for which no matching record exists, unchanged',
	...byExistence((exists) => !exists),
});
