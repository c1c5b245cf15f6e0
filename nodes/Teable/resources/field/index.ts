import type { TeableResource } from '../operation';
import { changeChoices } from './changeChoices';
import { changeType } from './changeType';
import { create } from './create';
import { deleteOperation } from './delete';
import { duplicate } from './duplicate';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const field: TeableResource = {
	name: 'Field',
	value: 'field',
	operations: [changeChoices, changeType, create, deleteOperation, duplicate, get, getMany, update],
	defaultOperation: 'create',
};
