import type { IBinaryData, IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import { attemptAsync } from '../../../core/attempt';
import type { ItemContext } from '../../../core/operation';
import { WithFiles } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import { path } from '../../../teable/http/path';
import type { TeableRecord } from '../../../teable/http/types';
import type { Attachment } from '../../../teable/reading/attachments';
import type { Field, Table } from '../../../teable/schema/table';
import { fetchFile } from '../../fetchFile';

/** Where the output lists the files that came with it, beside what else it says of a record. */
export const ATTACHMENTS = 'attachments';

export const prefixField: INodeProperties = {
	displayName: 'Output Binary Field Prefix',
	name: 'prefix',
	type: 'string',
	default: 'attachment_',
	required: true,
	placeholder: 'e.g. attachment_',
	description:
		'The names of the output binary fields begin with this and end with a number, e.g. attachment_0',
};

/** An attachment and the field it lies in. */
export interface HeldFile {
	field: Field;
	attachment: Attachment;
}

/** The files in these fields of a record. */
export const filesIn = ({ fields: cells }: TeableRecord, fields: Field[]): HeldFile[] =>
	fields.flatMap((field) =>
		((cells[field.id] ?? []) as Attachment[]).map((attachment) => ({ field, attachment })),
	);

/** A record with some of its fields, or with all. @throws NodeApiError when there is no such record */
export const fetchRecord = async (
	client: TeableClient,
	table: Table,
	recordId: string,
	fields?: Field[],
): Promise<TeableRecord> =>
	await client.get<TeableRecord>(path`/table/${table.id}/record/${recordId}`, {
		fieldKeyType: 'id',
		...(fields && { projection: fields.map(({ id }) => id) }),
	});

/**
 * Downloads files of a record into binary fields.
 *
 * @param json what the output says of the record
 * @returns it with the list of the files, and the files
 * @throws NodeApiError or NodeOperationError when one of them does not come
 */
export async function withFiles(
	context: ItemContext<TeableClient>,
	table: Table,
	json: IDataObject,
	files: HeldFile[],
	prefix: string,
): Promise<WithFiles> {
	const attachments: IDataObject[] = [];
	const binary: IBinaryKeyData = {};
	for (const [index, file] of files.entries()) {
		const { field, attachment } = file;
		const binaryField = `${prefix}${index}`;
		binary[binaryField] = await download(context, file, async () =>
			filesIn(await fetchRecord(context.client, table, String(json.id), [field]), [field]),
		);
		const { id, name, mimetype, size } = attachment;
		attachments.push({ id, name, mimetype, size, field: field.name, binaryField });
	}
	return new WithFiles({ ...json, [ATTACHMENTS]: attachments }, binary);
}

/** An address expires, a connection breaks off: a file that does not come is tried once more at a fresh address. */
async function download(
	context: ItemContext<TeableClient>,
	{ attachment }: HeldFile,
	fetchAgain: () => Promise<HeldFile[]>,
): Promise<IBinaryData> {
	const kept = await attemptAsync(async () => await keep(context, attachment));
	if (!(kept instanceof Error)) return kept;
	const found = await fetchAgain();
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
