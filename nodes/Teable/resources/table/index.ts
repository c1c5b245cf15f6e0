import type { TeableResource } from '../operation';
import { get } from './get';
import { getMany } from './getMany';

export const table: TeableResource = {
	name: 'Table',
	value: 'table',
	operations: [get, getMany],
	defaultOperation: 'get',
};
