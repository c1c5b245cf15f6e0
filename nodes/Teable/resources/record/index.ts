import type { TeableResource } from '../operation';
import { aggregate } from './aggregate';
import { clickButton } from './clickButton';
import { count } from './count';
import { create } from './create';
import { deleteRecord } from './delete';
import { downloadAttachments } from './downloadAttachments';
import { duplicate } from './duplicate';
import { get } from './get';
import { getHistory } from './getHistory';
import { getMany } from './getMany';
import { ifRecordDoesNotExist } from './ifRecordDoesNotExist';
import { ifRecordExists } from './ifRecordExists';
import { update } from './update';
import { uploadAttachment } from './uploadAttachment';
import { upsert } from './upsert';

export const record: TeableResource = {
	name: 'Record',
	value: 'record',
	operations: [
		aggregate,
		clickButton,
		count,
		create,
		upsert,
		deleteRecord,
		downloadAttachments,
		duplicate,
		get,
		getHistory,
		getMany,
		ifRecordDoesNotExist,
		ifRecordExists,
		update,
		uploadAttachment,
	],
	defaultOperation: getMany.value,
};
