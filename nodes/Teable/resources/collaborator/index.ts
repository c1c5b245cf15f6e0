import type { TeableResource } from '../operation';
import { changeRole } from './changeRole';
import { getMany } from './getMany';
import { invite } from './invite';
import { remove } from './remove';

export const collaborator: TeableResource = {
	name: 'Collaborator',
	value: 'collaborator',
	operations: [changeRole, getMany, invite, remove],
	defaultOperation: getMany.value,
};
