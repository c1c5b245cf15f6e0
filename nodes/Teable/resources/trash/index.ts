import type { TeableResource } from '../operation';
import { deleteForGood } from './delete';
import { empty } from './empty';
import { getMany } from './getMany';
import { restore } from './restore';

export const trash: TeableResource = {
	name: 'Trash',
	value: 'trash',
	operations: [deleteForGood, empty, getMany, restore],
	defaultOperation: 'restore',
};
