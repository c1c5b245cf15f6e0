import type { IDataObject } from 'n8n-workflow';

import { WithFiles } from '../../core/operation';
import { chosenBaseId } from '../../fields/locators/chosenIds';
import { wholeBaseLocator } from '../../fields/locators/tableLocators';
import { outputFileField } from '../../fields/outputFileField';
import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import { fetchBase } from '../../teable/schema/base';
import { fetchFile } from '../fetchFile';
import { defineOperation } from '../operation';

/** The response of 2026 servers; that of 1.10 is empty. */
interface Exported extends IDataObject {
	previewUrl: string;
	/** Not encoded; in the link it is encoded twice. */
	fileName: string;
}

export const exportBase = defineOperation({
	name: 'Export',
	value: 'export',
	action: 'Export base to file',
	description:
		'Download a base as a .tea file, which can be imported into Teable. On Teable 1.10, the output has no file: Teable sends a link to it as a notification.',
	properties: [
		wholeBaseLocator,
		{
			displayName: 'Include Records',
			name: 'includeRecords',
			type: 'boolean',
			default: true,
			description:
				'Whether to include the records and their attachments. Servers before 2026 always include them.',
		},
		outputFileField,
	],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const id = chosenBaseId(param);
		const includeData = param.flag('includeRecords', 'Include Records');
		const field = param.requiredText(outputFileField.name, outputFileField.displayName);
		const { name } = await fetchBase(client, id);
		const query = includeData ? undefined : { includeData };
		const exported = await client.get<Exported | ''>(path`/base/${id}/export`, query);
		if (exported === '' || isEmptyAnswer(exported)) return { id, name, message: AS_NOTIFICATION };
		const file = await fetchFile(context, client.addressOf(exported.previewUrl), {
			name: exported.fileName,
		});
		const { fileName, fileSize, mimeType } = file;
		return new WithFiles({ id, name, fileName, fileSize, mimeType }, { [field]: file });
	},
});

const AS_NOTIFICATION =
	'This version of Teable creates the file in the background, then sends a link to it as a notification. To download it, sign in to Teable as the user of this credential and open the notifications.';
