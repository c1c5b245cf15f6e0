import type { ItemContext } from '../../core/operation';
import type { TeableClient } from '../../teable/http/client';
import { createdIn } from '../../teable/http/createdIn';
import { path } from '../../teable/http/path';
import { readChanged } from '../../teable/schema/fields/convertField';
import { fetchEngine } from '../../teable/schema/engine';
import { fieldOutput } from '../../teable/schema/fields/fieldOutput';
import type { Field } from '../../teable/schema/table';
import { readTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { waitForValues } from './duplicating/waitForValues';
import { oneFieldFields, readChosenField } from './shared/fields';
import { checkNameFree } from './shared/names';

export const duplicate = defineOperation({
	name: 'Duplicate',
	value: 'duplicate',
	action: 'Duplicate field',
	description:
		'Create a copy of a field in the same table, with its values. The copy of a link is one-way, so it adds no field to the linked table.',
	properties: [
		...oneFieldFields,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Amount of last year',
			description: 'The name of the copy',
		},
	],
	async each(context) {
		const { client, param } = context;
		const name = param.requiredText('name', 'Name');
		const { table, field } = await readChosenField(context);
		checkNameFree(param, 'Name', table, name);
		const engine = await fetchEngine(client, table.id);
		if (engine === 'v2') checkCopyable(context, field);
		const made = await client.post<Field>(
			path`/table/${table.id}/field/${field.id}/duplicate`,
			{ name },
			await createdIn(
				async () => (await readTable(client, table.id)).fields,
				(one) => one.name === name,
				table.fields,
			),
		);
		if (engine === '1.10') await waitForValues(client, table, field, made);
		return fieldOutput(await readChanged(client, table.id, made.id));
	},
});

/** v2 answers 500 to copying a one-to-many link. */
function checkCopyable({ param }: ItemContext<TeableClient>, field: Field): void {
	const { type, isLookup, options } = field;
	if (type !== 'link' || isLookup || options?.relationship !== 'oneMany') return;
	throw param.bad({
		label: 'Field',
		problem: `is '${field.name}', a one-to-many link, which this Teable server can't copy`,
		remedy: 'Create another link with Create, and copy its values with Get Many and Update.',
	});
}
