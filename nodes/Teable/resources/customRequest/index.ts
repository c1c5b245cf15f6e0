import type { TeableResource } from '../operation';
import { send } from './send';

export const customRequest: TeableResource = {
	name: 'Custom Request',
	value: 'customRequest',
	operations: [send],
	defaultOperation: 'send',
};
