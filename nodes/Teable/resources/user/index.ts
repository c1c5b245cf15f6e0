import type { TeableResource } from '../operation';
import { get } from './get';

export const user: TeableResource = {
	name: 'User',
	value: 'user',
	operations: [get],
	defaultOperation: 'get',
};
