import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import { fieldLocator } from '../../fields/locators/fieldLocator';
import { recordLocator, tableFields } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import type { Field } from '../../teable/schema/table';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { requiredField } from '../../fields/locators/chosenField';
import type { TeableRecord } from './shared/output';
import { chosenRecordId, chosenTableId } from '../../fields/locators/chosenIds';

interface Click {
	record: TeableRecord;
	/** Empty on servers without automations. */
	runId: string;
}

export const clickButton = defineOperation({
	name: 'Click Button',
	value: 'clickButton',
	action: 'Click button in record',
	description: 'Click a button in a record to run its automation in Teable',
	properties: [
		...tableFields,
		recordLocator,
		fieldLocator({
			description: 'The button field to click',
			searchListMethod: 'searchButtonFields',
			required: true,
		}),
	],
	async each(context) {
		const { client, param } = context;
		const tableId = chosenTableId(param);
		const recordId = chosenRecordId(param);
		const table = await fetchTable(client, tableId);
		const field = requiredField(context, table, 'button');
		checkHasWorkflow(context, field);
		const { record, runId } = await client
			.post<Click>(
				path`/table/${tableId}/record/${recordId}/${field.id}/button-click`,
				{},
				{
					fits: (answer) => answer?.record?.fields?.[field.id] !== undefined,
					unknown:
						"The button's automation may have started. Check in Teable before you click it again.",
				},
			)
			.catch((error: Error) => {
				throw explained(context, field, error);
			});
		const { count } = record.fields[field.id] as { count: number };
		return { id: recordId, field: field.name, count, ...(runId !== '' && { runId }) };
	},
});

/** Teable's own message is "workflow undefined is not active". */
function checkHasWorkflow({ param }: ItemContext<TeableClient>, field: Field) {
	const workflow = field.options?.workflow as IDataObject | null | undefined;
	if (workflow?.isActive === true) return;
	throw workflow
		? param.failure(
				`The automation of button '${field.name}' is turned off`,
				'Turn it on in Teable.',
			)
		: param.failure(
				`Button '${field.name}' has no automation`,
				"Add one in the field's settings in Teable.",
			);
}

function explained({ param }: ItemContext<TeableClient>, field: Field, error: Error): Error {
	const max = /reached max count (\d+)/.exec(error.message)?.[1];
	return max === undefined
		? error
		: param.failure(
				`Button '${field.name}' has reached its click limit of ${max} in this record`,
				"Reset the count in Teable, or raise 'Click Limit' under 'Settings' with Field > Update.",
			);
}
