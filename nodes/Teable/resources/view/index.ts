import type { TeableResource } from '../operation';
import { create } from './create';
import { deleteViewOperation } from './delete';
import { duplicate } from './duplicate';
import { get } from './get';
import { getMany } from './getMany';

export const view: TeableResource = {
	name: 'View',
	value: 'view',
	operations: [create, deleteViewOperation, duplicate, get, getMany],
	defaultOperation: 'get',
};
