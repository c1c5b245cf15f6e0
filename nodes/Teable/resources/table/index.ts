import type { TeableResource } from '../operation';
import { get } from './get';
import { getMany } from './getMany';
import { undoExecution } from './undoExecution';

export const table: TeableResource = {
	name: 'Table',
	value: 'table',
	operations: [get, getMany, undoExecution],
	defaultOperation: 'get',
};
