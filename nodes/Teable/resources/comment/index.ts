import type { TeableResource } from '../operation';
import { create } from './create';
import { deleteComment } from './delete';
import { getMany } from './getMany';
import { update } from './update';

export const comment: TeableResource = {
	name: 'Comment',
	value: 'comment',
	operations: [create, deleteComment, getMany, update],
	defaultOperation: 'create',
};
