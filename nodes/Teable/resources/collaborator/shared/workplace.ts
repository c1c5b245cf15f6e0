import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import { chosenBaseId, chosenSpaceId } from '../../../fields/locators/chosenIds';
import { spaceLocator, wholeBaseLocator } from '../../../fields/locators/tableLocators';
import type { Workplace } from '../../../teable/schema/collaborators';

/** The first parameters of every operation on collaborators. */
export const workplaceFields: INodeProperties[] = [
	{
		displayName: 'Collaborators Of',
		name: 'of',
		type: 'options',
		default: 'base',
		options: [
			{ name: 'Base', value: 'base', description: 'People with access to a single base' },
			{ name: 'Space', value: 'space', description: 'People with access to all bases of a space' },
		],
		description: 'Whether to use the collaborators of a base or of a space',
	},
	{ ...wholeBaseLocator, displayOptions: { show: { of: ['base'] } } },
	{ ...spaceLocator, displayOptions: { show: { of: ['space'] } } },
];

/** The chosen base or space. @throws NodeOperationError if none is chosen, or the ID is invalid */
export function chosenWorkplace(param: Parameters): Workplace {
	const kind = param.choice('of', ['base', 'space'], undefined, 'Collaborators Of');
	return { kind, id: kind === 'base' ? chosenBaseId(param) : chosenSpaceId(param) };
}
