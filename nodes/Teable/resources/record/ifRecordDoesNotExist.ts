import { defineOperation } from '../operation';
import { byExistence } from './finding/existence';

export const ifRecordDoesNotExist = defineOperation({
	name: 'If Record Does Not Exist',
	value: 'ifNotExists',
	action: 'If record does not exist',
	description: 'Pass on the input items whose columns match no record, as they are',
	...byExistence((exists) => !exists),
});
