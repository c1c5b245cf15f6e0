import { pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Field } from './table';
import { isWritable } from './table';

/** What is told of a field: what it takes to read and write it, and what it is called in SQL. */
const FIELD_KEYS = [
	'id',
	'name',
	'type',
	'description',
	'isPrimary',
	'isLookup',
	'isMultipleCellValue',
	'cellValueType',
	'notNull',
	'unique',
	'hasError',
	'options',
	'lookupOptions',
	'dbFieldName',
];

/** A field as output: what does not apply is left out. */
export const fieldOutput = (field: Field): IDataObject => ({
	...pick(field, FIELD_KEYS),
	isWritable: isWritable(field),
});
