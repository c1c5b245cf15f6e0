import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import { chosenField } from '../../fields/locators/chosenField';
import { chosenRecordId, chosenTableId } from '../../fields/locators/chosenIds';
import { fieldLocator } from '../../fields/locators/fieldLocator';
import { recordLocator, tableFields } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import { fetchRecord } from '../../teable/reading/record';
import type { Field, Table } from '../../teable/schema/table';
import { fetchTable } from '../../teable/schema/table';
import { quoted } from '../../values/quoted';
import { defineOperation } from '../operation';
import type { HeldFile } from './shared/downloads';
import { ATTACHMENTS, filesIn, prefixField, withFiles } from './shared/downloads';
import { RecordOutput, outputOptions } from './shared/output';

const onlyOption: INodeProperties = {
	displayName: 'File Names or Attachment IDs',
	name: 'only',
	type: 'string',
	default: '',
	placeholder: 'e.g. contract.pdf, invoice.pdf',
	description: 'The files to download, separated by commas. Leave empty to download all files.',
};

const valuesOption: INodeProperties = {
	displayName: 'Include Record Values',
	name: 'includeValues',
	type: 'boolean',
	default: true,
	description:
		"Whether to include the record's values in the output, next to the list of its files",
};

export const downloadAttachments = defineOperation({
	name: 'Download Attachments',
	value: 'downloadAttachments',
	action: 'Download attachments from record',
	description: 'Download the files attached to a record into binary fields of the output',
	properties: [
		...tableFields,
		recordLocator,
		fieldLocator({
			description:
				'The attachment field to download from. Leave empty for all attachment fields of the table.',
			searchListMethod: 'searchAttachmentFields',
			required: false,
		}),
		prefixField,
	],
	options: [onlyOption, valuesOption, ...outputOptions],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const recordId = chosenRecordId(param);
		const table = await fetchTable(client, chosenTableId(param));
		const prefix = param.requiredText(prefixField.name, prefixField.displayName);
		const fields = chosenFields(context, table);
		const output = param.options.flag(valuesOption.name, valuesOption.displayName)
			? new RecordOutput(context, table, { added: [ATTACHMENTS] })
			: undefined;
		const record = await fetchRecord(client, table, recordId, output ? undefined : fields);
		const files = chosenFiles(context, filesIn(record, fields));
		const json = output ? output.read(record) : { id: recordId };
		return await withFiles(context, table, json, files, prefix);
	},
});

function chosenFields(context: ItemContext<TeableClient>, table: Table): Field[] {
	const field = chosenField(context, table, 'attachment');
	const fields = field ? [field] : table.fields.filter(({ type }) => type === 'attachment');
	if (fields.length > 0) return fields;
	throw context.param.bad({
		label: 'Table',
		problem: 'has no attachment field',
		remedy: 'Choose another table, or add an attachment field in Teable.',
	});
}

/** @throws NodeOperationError that lists the record's files when one that was asked for is not among them */
function chosenFiles({ param }: ItemContext<TeableClient>, all: HeldFile[]): HeldFile[] {
	const isName = (text: string) =>
		all.some(({ attachment: { id, name } }) => id === text || name === text);
	const wanted = param.options.list(onlyOption.name, onlyOption.displayName, isName);
	const unknown = wanted.find((text) => !isName(text));
	if (unknown === undefined) {
		return wanted.length === 0
			? all
			: all.filter(({ attachment: { id, name } }) => wanted.includes(id) || wanted.includes(name));
	}
	const names = all.map(({ attachment: { name } }) => `'${name}'`).join(', ');
	throw param.bad({
		label: onlyOption.displayName,
		problem: `contains ${quoted(unknown)}, but the record has no such file`,
		remedy: names === '' ? 'The record has no files.' : `Its files are ${names}.`,
	});
}
