import type { TeableResource } from '../operation';
import { create } from './create';
import { deleteSpace } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const space: TeableResource = {
	name: 'Space',
	value: 'space',
	operations: [create, deleteSpace, get, getMany, update],
	defaultOperation: 'get',
};
