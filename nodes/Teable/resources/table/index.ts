import type { TeableResource } from '../operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { undoExecution } from './undoExecution';

export const table: TeableResource = {
	name: 'Table',
	value: 'table',
	operations: [create, get, getMany, undoExecution],
	defaultOperation: 'get',
};
