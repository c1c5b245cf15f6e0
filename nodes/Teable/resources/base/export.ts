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

/** The answer of servers of 2026; 1.10 answers nothing. */
interface Exported extends IDataObject {
	previewUrl: string;
	/** As a person would write it; in the link it is encoded twice. */
	fileName: string;
}

export const exportBase = defineOperation({
	name: 'Export',
	value: 'export',
	action: 'Export base to file',
	description:
		'Download a base as a .tea file, from which Teable can make the base again. On 1.10 there is no file in the output: Teable sends a link to it as a notification.',
	properties: [
		wholeBaseLocator,
		{
			displayName: 'Include Records',
			name: 'includeRecords',
			type: 'boolean',
			default: true,
			description:
				'Whether the file includes the records and their attachments, not only the structure. Servers before 2026 always include them.',
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
	'This version of Teable makes the file in the background, and then sends a link to it as a notification. Open the notifications in Teable, signed in as the user of this credential, to download it.';
