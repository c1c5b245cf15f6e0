import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import { fieldLocator } from '../../fields/locators/fieldLocator';
import { recordLocator, tableFields } from '../../fields/locators/tableLocators';
import type { Attachment } from '../../teable/reading/attachments';
import { cellEntry } from '../../teable/reading/attachments';
import type { TeableClient } from '../../teable/http/client';
import { addressesIn, fileAddress } from '../../teable/http/files/fileAddress';
import { path } from '../../teable/http/path';
import { fetchRecord } from '../../teable/reading/record';
import { holds } from '../../teable/schema/cells/heldCell';
import type { Field } from '../../teable/schema/table';
import { fetchTable, isWritable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { requiredField } from '../../fields/locators/chosenField';
import type { TeableRecord } from './shared/output';
import { RecordOutput, outputOptions } from './shared/output';
import { chosenRecordId, chosenTableId } from '../../fields/locators/chosenIds';
import type { FileSource } from './writing/files/fileSources';
import { uploadFiles } from './writing/files/uploads';

const sources: INodeProperties[] = [
	{
		displayName: 'Files From',
		name: 'filesFrom',
		type: 'options',
		options: [
			{
				name: 'Binary Fields',
				value: 'binary',
				description: 'Files in binary fields of the input item',
			},
			{ name: 'URLs', value: 'url', description: 'Files that n8n downloads from the web' },
		],
		default: 'binary',
		description: 'Where the files come from',
	},
	{
		displayName: 'Input Binary Fields',
		name: 'binaryFields',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data, invoice',
		hint: 'To use all files of the item, enter the expression {{ Object.keys($binary) }}',
		description: 'The names of the input binary fields that contain the files, separated by commas',
		displayOptions: { show: { filesFrom: ['binary'] } },
	},
	{
		displayName: 'File URLs',
		name: 'fileUrls',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/report.pdf',
		description: 'The URLs of the files, separated by commas or line breaks',
		displayOptions: { show: { filesFrom: ['url'] } },
	},
];

export const uploadAttachment = defineOperation({
	name: 'Upload Attachment',
	value: 'uploadAttachment',
	action: 'Upload attachment to record',
	description: 'Add files to an attachment field of a record, from binary fields or URLs',
	properties: [
		...tableFields,
		recordLocator,
		fieldLocator({
			description: 'The attachment field to add the files to',
			searchListMethod: 'searchAttachmentFields',
			required: true,
		}),
		...sources,
		{
			displayName: 'Existing Attachments',
			name: 'existing',
			type: 'options',
			options: [
				{ name: 'Keep', value: 'keep', description: 'Add the new files after the existing ones' },
				{ name: 'Replace', value: 'replace', description: 'Remove the existing files' },
			],
			default: 'keep',
			description: 'What to do with files that are already in the field',
		},
	],
	options: outputOptions,
	undoable: true,
	async each(context) {
		const { client, param } = context;
		const tableId = chosenTableId(param);
		const recordId = chosenRecordId(param);
		const table = await fetchTable(client, tableId);
		const field = writableField(context, requiredField(context, table, 'attachment'));
		const added = await uploadFiles(context, chosenSources(context));

		// Teable cannot append: even its own upload route reads the cell and writes it back whole.
		const { fields } = await fetchRecord(client, table, recordId, [field]);
		const kept =
			param.choice('existing', ['keep', 'replace']) === 'replace' ? [] : cellOf(fields[field.id]);
		const files = [...kept.map(cellEntry), ...added];
		const written = await client.patch<TeableRecord>(
			path`/table/${tableId}/record/${recordId}`,
			{ fieldKeyType: 'id', record: { fields: { [field.id]: files } } },
			{
				fits: (answer) => answer?.id === recordId,
				look: async () => {
					const found = await fetchRecord(client, table, recordId);
					return holds(field, files, found.fields[field.id]) ? found : undefined;
				},
			},
		);
		return new RecordOutput(context, table).written(written);
	},
});

function chosenSources({ item: { binary = {} }, param }: ItemContext<TeableClient>): FileSource[] {
	const fromWeb = param.choice('filesFrom', ['binary', 'url']) === 'url';
	const given = fromWeb
		? param.list('fileUrls', 'File URLs', undefined, addressesIn)
		: param.list('binaryFields', 'Input Binary Fields', (text) => Object.hasOwn(binary, text));
	if (given.length === 0) {
		throw param.bad({
			label: fromWeb ? 'File URLs' : 'Input Binary Fields',
			problem: 'is empty',
			remedy: 'Specify at least one file, or check the expression.',
		});
	}
	return fromWeb ? given.map((address) => ({ address: fileAddress(address).href })) : given;
}

function writableField({ param }: ItemContext<TeableClient>, field: Field): Field {
	if (isWritable(field)) return field;
	throw param.bad({
		label: 'Field',
		problem: `is '${field.name}', a lookup of files in another table`,
		remedy: 'Choose the attachment field in that table.',
	});
}

const cellOf = (cell: unknown): Attachment[] => (Array.isArray(cell) ? (cell as Attachment[]) : []);
