import type { TeableResource } from '../operation';
import { checkExpiry } from './checkExpiry';
import { create } from './create';
import { deleteToken } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { rotate } from './rotate';
import { update } from './update';

export const accessToken: TeableResource = {
	name: 'Access Token',
	value: 'accessToken',
	operations: [checkExpiry, create, deleteToken, get, getMany, rotate, update],
	defaultOperation: 'get',
};
