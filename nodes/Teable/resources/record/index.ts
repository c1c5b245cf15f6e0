import type { TeableResource } from '../operation';
import { clickButton } from './clickButton';
import { create } from './create';
import { deleteRecord } from './delete';
import { downloadAttachments } from './downloadAttachments';
import { duplicate } from './duplicate';
import { update } from './update';
import { uploadAttachment } from './uploadAttachment';
import { upsert } from './upsert';

export const record: TeableResource = {
	name: 'Record',
	value: 'record',
	operations: [
		clickButton,
		create,
		upsert,
		deleteRecord,
		downloadAttachments,
		duplicate,
		update,
		uploadAttachment,
	],
	defaultOperation: 'create',
};
