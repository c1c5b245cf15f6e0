import type { TeableResource } from '../operation';
import { deleteView } from './delete';
import { get } from './get';
import { getMany } from './getMany';

export const view: TeableResource = {
	name: 'View',
	value: 'view',
	operations: [deleteView, get, getMany],
	defaultOperation: 'get',
};
