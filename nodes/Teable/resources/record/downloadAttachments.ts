import type { IBinaryData, IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import { attemptAsync } from '../../core/attempt';
import type { ItemContext } from '../../core/operation';
import { WithFiles } from '../../core/operation';
import { fieldLocator } from '../../fields/locators/fieldLocator';
import { recordLocator, tableFields } from '../../fields/locators/tableLocators';
import type { Attachment } from '../../teable/reading/attachments';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import type { Field, Table } from '../../teable/schema/table';
import { fetchTable } from '../../teable/schema/table';
import { quoted } from '../../values/quoted';
import { defineOperation } from '../operation';
import { chosenField } from '../../fields/locators/chosenField';
import { fetchFile } from '../fetchFile';
import type { TeableRecord } from './shared/output';
import { chosenRecordId, chosenTableId } from '../../fields/locators/chosenIds';

/** An attachment and the field it lies in. */
interface Found {
	field: Field;
	attachment: Attachment;
}

const onlyOption: INodeProperties = {
	displayName: 'Only These Files',
	name: 'only',
	type: 'string',
	default: '',
	placeholder: 'e.g. contract.pdf, invoice.pdf',
	description: 'File names or attachment IDs, separated by commas. Leave empty for all.',
};

export const downloadAttachments = defineOperation({
	name: 'Download Attachments',
	value: 'downloadAttachments',
	action: 'Download attachments of record',
	description:
		'Download the files of a record, all or chosen ones, into binary fields of the output',
	properties: [
		...tableFields,
		recordLocator,
		fieldLocator({
			description:
				'The attachment field that holds the files. Leave empty for all attachment fields of the table.',
			searchListMethod: 'searchAttachmentFields',
			required: false,
		}),
		{
			displayName: 'Output Binary Field Prefix',
			name: 'prefix',
			type: 'string',
			default: 'attachment_',
			required: true,
			placeholder: 'e.g. attachment_',
			description:
				'The names of the output binary fields begin with this and end with a number, e.g. attachment_0',
		},
	],
	options: [onlyOption],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const recordId = chosenRecordId(param);
		const table = await fetchTable(client, chosenTableId(param));
		const prefix = param.requiredText('prefix', 'Output Binary Field Prefix');
		const fields = chosenFields(context, table);
		const fetchAll = async () => await fetchAttachments(client, table, recordId, fields);
		const found = chosenFiles(context, await fetchAll());

		const attachments: IDataObject[] = [];
		const binary: IBinaryKeyData = {};
		for (const [index, { field, attachment }] of found.entries()) {
			const key = `${prefix}${index}`;
			binary[key] = await download(context, attachment, fetchAll);
			const { id, name, mimetype, size } = attachment;
			attachments.push({ id, name, mimetype, size, field: field.name, binaryField: key });
		}
		return new WithFiles({ id: recordId, attachments }, binary);
	},
});

function chosenFields(context: ItemContext<TeableClient>, table: Table): Field[] {
	const field = chosenField(context, table, 'attachment');
	const fields = field ? [field] : table.fields.filter(({ type }) => type === 'attachment');
	if (fields.length > 0) return fields;
	throw context.param.bad({
		label: 'Table',
		problem: 'has no attachment field',
		remedy: 'Choose another table, or add such a field in Teable.',
	});
}

/** @throws NodeOperationError that lists the files there are when one is named that is not among them */
function chosenFiles({ param }: ItemContext<TeableClient>, all: Found[]): Found[] {
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
		problem: `names ${quoted(unknown)}, which the record does not hold`,
		remedy: names === '' ? 'It holds no file.' : `Its files are ${names}.`,
	});
}

async function fetchAttachments(
	client: TeableClient,
	table: Table,
	recordId: string,
	fields: Field[],
): Promise<Found[]> {
	const record = await client.get<TeableRecord>(path`/table/${table.id}/record/${recordId}`, {
		fieldKeyType: 'id',
		projection: fields.map(({ id }) => id),
	});
	return fields.flatMap((field) =>
		((record.fields[field.id] ?? []) as Attachment[]).map((attachment) => ({ field, attachment })),
	);
}

/** An address expires, a connection breaks off: a file that does not come is tried once more at a fresh address. */
async function download(
	context: ItemContext<TeableClient>,
	attachment: Attachment,
	fetchAll: () => Promise<Found[]>,
): Promise<IBinaryData> {
	const kept = await attemptAsync(async () => await keep(context, attachment));
	if (!(kept instanceof Error)) return kept;
	const found = await fetchAll();
	const fresh = found.find((other) => other.attachment.token === attachment.token);
	if (!fresh) throw kept;
	return await keep(context, fresh.attachment);
}

async function keep(
	context: ItemContext<TeableClient>,
	attachment: Attachment,
): Promise<IBinaryData> {
	if (!attachment.presignedUrl) {
		throw context.param.failure(
			`Teable gave no address to download '${attachment.name}' from. Try again, or open the record in Teable.`,
		);
	}
	const address = context.client.addressOf(attachment.presignedUrl);
	const kept = await fetchFile(context, address, attachment);
	context.logger.debug(
		`Teable: downloaded a file of item ${context.param.itemIndex} (${attachment.size} bytes)`,
	);
	return kept;
}
