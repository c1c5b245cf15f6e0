import type { IBinaryData, IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import { attemptAsync } from '../../../core/attempt';
import type { ItemContext } from '../../../core/operation';
import { WithFiles } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import type { TeableRecord } from '../../../teable/http/types';
import type { Attachment } from '../../../teable/reading/attachments';
import { fetchRecord } from '../../../teable/reading/record';
import type { Field, Table } from '../../../teable/schema/table';
import { fetchFile } from '../../fetchFile';

/** The key under which the output lists the downloaded files. */
export const ATTACHMENTS = 'attachments';

export const prefixField: INodeProperties = {
	displayName: 'Output Binary Field Prefix',
	name: 'prefix',
	type: 'string',
	default: 'attachment_',
	required: true,
	placeholder: 'e.g. attachment_',
	description:
		'Prefix for the names of the output binary fields, followed by a number, e.g. attachment_0',
};

/** An attachment and its field. */
export interface HeldFile {
	field: Field;
	attachment: Attachment;
}

/** The files in these fields of a record. */
export const filesIn = ({ fields: cells }: TeableRecord, fields: Field[]): HeldFile[] =>
	fields.flatMap((field) =>
		((cells[field.id] ?? []) as Attachment[]).map((attachment) => ({ field, attachment })),
	);

/**
 * Downloads files of a record into binary fields.
 *
 * @param json the output for the record
 * @returns the output with the list of files, and the files themselves
 * @throws NodeApiError or NodeOperationError if one of them cannot be downloaded
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

/** URLs expire and connections break: a failed download is tried once more with a fresh URL. */
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
			`Teable returned no download URL for '${attachment.name}'`,
			'Run the node again, or check the file in Teable.',
		);
	}
	const address = context.client.addressOf(attachment.presignedUrl);
	const kept = await fetchFile(context, address, attachment);
	context.logger.debug(
		`Teable: downloaded a file of item ${context.param.itemIndex} (${attachment.size} bytes)`,
	);
	return kept;
}
