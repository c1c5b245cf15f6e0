import type { TeableResource } from '../operation';
import { create } from './create';
import { deleteOperation } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const field: TeableResource = {
	name: 'Field',
	value: 'field',
	operations: [create, deleteOperation, get, getMany, update],
	defaultOperation: 'create',
};
