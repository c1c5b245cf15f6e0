import type { TeableResource } from '../operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const field: TeableResource = {
	name: 'Field',
	value: 'field',
	operations: [create, get, getMany, update],
	defaultOperation: 'create',
};
