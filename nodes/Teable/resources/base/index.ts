import type { TeableResource } from '../operation';
import { create } from './create';
import { deleteBase } from './delete';
import { duplicate } from './duplicate';
import { executeSql } from './executeSql';
import { exportBase } from './export';
import { get } from './get';
import { getMany } from './getMany';
import { move } from './move';
import { update } from './update';

export const base: TeableResource = {
	name: 'Base',
	value: 'base',
	operations: [create, deleteBase, duplicate, executeSql, exportBase, get, getMany, move, update],
	defaultOperation: 'get',
};
