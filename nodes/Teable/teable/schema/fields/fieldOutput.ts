import { pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../table';
import { isWritable } from '../table';

/** What the output says about a field: what is needed to read and write it, and its name in SQL. */
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

/** A field in the output, without what does not apply. */
export const fieldOutput = (field: Field): IDataObject => ({
	...pick(field, FIELD_KEYS),
	isWritable: isWritable(field),
});
