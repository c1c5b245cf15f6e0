import { pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import { fetchChosenTable, wholeTableFields } from '../../fields/locators/chosenTable';
import type { TeableClient } from '../../teable/http/client';
import { createdIn } from '../../teable/http/createdIn';
import { path } from '../../teable/http/path';
import type { TableInBase } from '../../teable/schema/base';
import { fetchTables } from '../../teable/schema/base';
import { fetchEngineOfBase } from '../../teable/schema/engine';
import { readTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { orRemove } from './creating/orRemove';
import { describeTable } from './shared/description';
import { checkName, nameTaken } from './shared/name';
import { setMissing } from './shared/properties';

export const duplicate = defineOperation({
	name: 'Duplicate',
	value: 'duplicate',
	action: 'Duplicate table',
	description:
		'Create a copy of a table in the same base, with its fields and views. Links in the copy are one-way, and copied records keep their IDs.',
	properties: [
		...wholeTableFields,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Orders of last year',
			description: 'The name of the copy',
		},
		{
			displayName: 'Include Records',
			name: 'includeRecords',
			type: 'boolean',
			default: false,
			description: 'Whether to also copy the records',
		},
	],
	async each(context) {
		const { client, param } = context;
		const name = param.requiredText('name', 'Name');
		const includeRecords = param.flag('includeRecords', 'Include Records');
		const source = await fetchChosenTable(context);
		const { baseId } = source;
		await checkName(client, param, 'Name', name, baseId);
		const tables = await fetchTables(client, baseId);
		const taken = tables.find((table) => table.name === name);
		if (taken) throw nameTaken(param, name, taken, 'Choose another name for the copy.');
		if (includeRecords) await checkCopyable(context, source);
		const count = includeRecords ? await countRecords(client, source.id) : 0;

		const made = await client.post<TableInBase>(
			path`/base/${baseId}/table/${source.id}/duplicate`,
			{ name, includeRecords },
			await createdIn(
				async () => await fetchTables(client, baseId),
				(table) => table.name === name,
				tables,
			),
		);
		return await orRemove(client, made, true, async () => {
			// After a lost answer or a 500, the records may not have been copied.
			if (count > 0) checkCount(count, await countRecords(client, made.id));
			return { ...(await describeCopy(client, made, source)), ...pick(made, MAPS) };
		});
	},
});

/** The IDs of the copy's fields and views, by those of the original. */
const MAPS = ['fieldMap', 'viewMap'];

/** v2 answers 500 to copying records with these fields, and leaves an empty copy behind. */
const UNCOPYABLE = ['autoNumber', 'createdTime', 'lastModifiedTime'];

async function checkCopyable({ client, param }: ItemContext<TeableClient>, table: TableInBase) {
	const { fields } = await readTable(client, table.id);
	const names = fields
		.filter(({ type }) => UNCOPYABLE.includes(type))
		.map((field) => `'${field.name}'`);
	if (names.length === 0 || (await fetchEngineOfBase(client, table.baseId)) !== 'v2') return;
	throw param.bad({
		label: 'Include Records',
		problem: `is on, but this Teable server can't copy the records of a table with created time, last modified time or auto number fields (${names.join(', ')})`,
		remedy: 'Turn it off, and copy the records with Get Many and Create.',
	});
}

const countRecords = async (client: TeableClient, tableId: string): Promise<number> =>
	(await client.get<{ rowCount: number }>(path`/table/${tableId}/aggregation/row-count`)).rowCount;

function checkCount(wanted: number, copied: number) {
	if (copied >= wanted) return;
	throw new Error(`Teable copied only ${copied} of ${wanted} records.`);
}

async function describeCopy(
	client: TeableClient,
	made: TableInBase,
	source: TableInBase,
): Promise<IDataObject> {
	await setMissing(client, made, source);
	const tables = await fetchTables(client, source.baseId);
	return await describeTable(client, tables.find(({ id }) => id === made.id) ?? made);
}
