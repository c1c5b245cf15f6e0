import type { TeableResource } from '../operation';
import { permanentlyDelete } from './delete';
import { empty } from './empty';
import { getMany } from './getMany';
import { restore } from './restore';

export const trash: TeableResource = {
	name: 'Trash',
	value: 'trash',
	operations: [empty, getMany, permanentlyDelete, restore],
	defaultOperation: 'restore',
};
