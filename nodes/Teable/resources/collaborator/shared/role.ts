import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import type { Workplace } from '../../../teable/schema/collaborators';

const BASE_ROLES = ['commenter', 'creator', 'editor', 'viewer'] as const;

/** A base has no owner of its own; it belongs to the owners of its space. */
const ROLES: Record<Workplace['kind'], readonly string[]> = {
	base: BASE_ROLES,
	space: [...BASE_ROLES, 'owner'],
};

const CHOICES: INodePropertyOptions[] = [
	{ name: 'Commenter', value: 'commenter', description: 'Can read records and comment on them' },
	{
		name: 'Creator',
		value: 'creator',
		description: 'Like Editor, and can also create and change tables, fields and views',
	},
	{
		name: 'Editor',
		value: 'editor',
		description: 'Can read, create, change, delete and comment on records',
	},
	{ name: 'Owner', value: 'owner', description: 'Can do everything, including deleting the space' },
	{ name: 'Viewer', value: 'viewer', description: 'Can only read' },
];

/** The role to give, in a base or in a space. */
export const roleFields: INodeProperties[] = (['base', 'space'] as const).map((kind) => ({
	displayName: 'Role',
	name: 'role',
	type: 'options',
	default: 'viewer',
	options: CHOICES.filter(({ value }) => ROLES[kind].includes(String(value))),
	description: `The role in the ${kind}`,
	displayOptions: { show: { of: [kind] } },
}));

/** The chosen role. @throws NodeOperationError if a base or space has no such role */
export const chosenRole = (param: Parameters, { kind }: Workplace): string =>
	param.choice('role', ROLES[kind], undefined, 'Role');
