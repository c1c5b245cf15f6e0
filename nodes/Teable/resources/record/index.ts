import type { TeableResource } from '../operation';
import { create } from './create';
import { deleteRecord } from './delete';
import { update } from './update';
import { upsert } from './upsert';

export const record: TeableResource = {
	name: 'Record',
	value: 'record',
	operations: [create, upsert, deleteRecord, update],
	defaultOperation: 'create',
};
