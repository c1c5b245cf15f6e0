import { accessToken } from './accessToken';
import { base } from './base';
import { collaborator } from './collaborator';
import { comment } from './comment';
import { customRequest } from './customRequest';
import { field } from './field';
import type { TeableResource } from './operation';
import { record } from './record';
import { space } from './space';
import { table } from './table';
import { trash } from './trash';
import { user } from './user';
import { view } from './view';

/** Everything the node can do, in menu order. */
export const catalogue: TeableResource[] = [
	accessToken,
	base,
	collaborator,
	comment,
	customRequest,
	field,
	record,
	space,
	table,
	trash,
	user,
	view,
];
