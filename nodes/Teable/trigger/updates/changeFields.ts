import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../core/parameters';
import { namedFields } from '../../fields/namedFields';
import { outputOptions } from '../../resources/record/shared/output';
import type { Table } from '../../teable/schema/table';
import { ignoreChangesBy } from '../records/ignoredUsers';
import { recordFields } from '../records/records';
import { startFields } from '../polling/startFields';

const watchedFields: INodeProperties = {
	displayName: 'Watched Field Names or IDs',
	name: 'watchedFields',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['tableId.value'] },
	default: [],
	description:
		'Only changes of these fields count; leave empty for all. They are read from the record history, which needs the scope table_record_history|read. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const includeChanges: INodeProperties = {
	displayName: 'Include Changes',
	name: 'includeChanges',
	type: 'boolean',
	default: true,
	description:
		'Whether to add the old and new value of each changed field, when it was changed and by whom. They are read from the record history, which needs the scope table_record_history|read; OAuth2 does not have it. With watched fields they are always added.',
};

const loop: INodeProperties = {
	displayName:
		"A workflow that changes the record that started it starts itself again, and never ends. Choose this credential's account in 'Ignore Changes By Names or IDs' under 'Options', let it change other fields than those under 'Watched Field Names or IDs', or stop it with a filter that the changed record no longer matches.",
	name: 'loop',
	type: 'notice',
	default: '',
};

const cost: INodeProperties = {
	displayName:
		"While nothing changes, a poll takes one small request. After a change, only the changed records are read if the table has a field of the type Last modified time; otherwise the whole table is read, 1,000 records per request. 'Watched Field Names or IDs' and 'Include Changes' read the record history instead, 20 changed cells per request.",
	name: 'cost',
	type: 'notice',
	default: '',
};

/** What the events about changed records begin with. */
export const changeFields: INodeProperties[] = [
	...recordFields,
	watchedFields,
	...startFields,
	loop,
	cost,
];

export const changeOptions: INodeProperties[] = [ignoreChangesBy, includeChanges, ...outputOptions];

/** What an item about a changed record has beside the values of the record. */
export const ADDED = ['event', 'changes', 'changedBy', 'changedTime'];

/** Whether updates are found in the record history; else they are found by the times of the records. */
export const readsHistory = (param: Parameters): boolean =>
	param.list(watchedFields.name, watchedFields.displayName).length > 0 ||
	param.options.flag(includeChanges.name);

/** Tells whether a field is watched. @throws Error when the table does not have one that should be */
export function watched(param: Parameters, table: Table): (fieldId: string) => boolean {
	const ids = new Set(namedFields(table, param, watchedFields).map(({ id }) => id));
	return (fieldId) => ids.size === 0 || ids.has(fieldId);
}
