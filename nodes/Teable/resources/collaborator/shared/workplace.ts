import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import { chosenBaseId, chosenSpaceId } from '../../../fields/locators/chosenIds';
import { spaceLocator, wholeBaseLocator } from '../../../fields/locators/tableLocators';
import type { Workplace } from '../../../teable/schema/collaborators';

/** What every operation on collaborators begins with. */
export const workplaceFields: INodeProperties[] = [
	{
		displayName: 'Of',
		name: 'of',
		type: 'options',
		default: 'base',
		options: [
			{ name: 'Base', value: 'base', description: 'Those who work on a single base' },
			{ name: 'Space', value: 'space', description: 'Those who work on all bases of a space' },
		],
		description: 'What the people collaborate on',
	},
	{ ...wholeBaseLocator, displayOptions: { show: { of: ['base'] } } },
	{ ...spaceLocator, displayOptions: { show: { of: ['space'] } } },
];

/** The chosen base or space. @throws NodeOperationError when none is chosen, or the ID is none */
export function chosenWorkplace(param: Parameters): Workplace {
	const kind = param.choice('of', ['base', 'space'], undefined, 'Of');
	return { kind, id: kind === 'base' ? chosenBaseId(param) : chosenSpaceId(param) };
}
