import type { TeableResource } from '../operation';
import { create } from './create';
import { deleteViewOperation } from './delete';
import { duplicate } from './duplicate';
import { get } from './get';
import { getMany } from './getMany';
import { share } from './share';
import { stopSharing } from './stopSharing';
import { update } from './update';

export const view: TeableResource = {
	name: 'View',
	value: 'view',
	operations: [create, deleteViewOperation, duplicate, get, getMany, share, stopSharing, update],
	defaultOperation: 'get',
};
