import type { TeableResource } from '../operation';
import { create } from './create';
import { deleteTableOperation } from './delete';
import { duplicate } from './duplicate';
import { exportTable } from './export';
import { get } from './get';
import { getMany } from './getMany';
import { undoExecution } from './undoExecution';
import { update } from './update';

export const table: TeableResource = {
	name: 'Table',
	value: 'table',
	operations: [
		create,
		deleteTableOperation,
		duplicate,
		exportTable,
		get,
		getMany,
		undoExecution,
		update,
	],
	defaultOperation: 'get',
};
