import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../core/parameters';
import { fieldsMenu } from '../../fields/fieldMenu';
import { namedFields } from '../../fields/namedFields';
import { outputOptions } from '../../resources/record/shared/output';
import type { Table } from '../../teable/schema/table';
import { ignoreChangesBy } from '../records/ignoredUsers';
import { recordFields } from '../records/records';
import { startFields } from '../polling/startFields';

const watchedFields = fieldsMenu({
	displayName: 'Watched Field Names or IDs',
	name: 'watchedFields',
	description:
		'Only changes to these fields start the workflow. Leave empty for all fields. Changes are read from the record history, which requires the scope table_record_history|read',
});

const includeChanges: INodeProperties = {
	displayName: 'Include Changes',
	name: 'includeChanges',
	type: 'boolean',
	default: true,
	description:
		'Whether to add the old and new value of each changed field, and when and by whom it was changed. This is read from the record history, which requires the scope table_record_history|read. OAuth2 does not offer this scope. With watched fields, changes are always included.',
};

const loop: INodeProperties = {
	displayName:
		"A workflow that updates the record that started it starts itself again, in an endless loop. To prevent this, choose this credential's account in 'Ignore Changes By Names or IDs' under 'Options', update only fields that are not in 'Watched Field Names or IDs', or use a filter that the updated record no longer matches.",
	name: 'loop',
	type: 'notice',
	default: '',
};

const cost: INodeProperties = {
	displayName:
		"While nothing changes, a poll takes one small request. After a change, the poll reads only the changed records if the table has a field of the type Last modified time. Otherwise it reads the whole table, 1,000 records per request. 'Watched Field Names or IDs', and 'Include Changes' under 'Options', read the record history instead, 20 changed cells per request.",
	name: 'cost',
	type: 'notice',
	default: '',
};

/** The first fields of the events about changed records. */
export const changeFields: INodeProperties[] = [
	...recordFields,
	watchedFields,
	...startFields,
	loop,
	cost,
];

export const changeOptions: INodeProperties[] = [ignoreChangesBy, includeChanges, ...outputOptions];

/** Whether updates are read from the record history. Otherwise they are found by the records' modification times. */
export const readsHistory = (param: Parameters): boolean =>
	param.list(watchedFields.name, watchedFields.displayName).length > 0 ||
	param.options.flag(includeChanges.name);

/** Whether a field is watched. @throws Error if the table lacks a field that should be watched */
export function watched(param: Parameters, table: Table): (fieldId: string) => boolean {
	const ids = new Set(namedFields(table, param, watchedFields).map(({ id }) => id));
	return (fieldId) => ids.size === 0 || ids.has(fieldId);
}
