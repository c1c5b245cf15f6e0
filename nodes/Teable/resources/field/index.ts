import type { TeableResource } from '../operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';

export const field: TeableResource = {
	name: 'Field',
	value: 'field',
	operations: [create, get, getMany],
	defaultOperation: 'create',
};
