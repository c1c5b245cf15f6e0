import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';

/** What a token reaches. The three are exclusive, in Teable's own form too. */
export const reachOptions = [
	{
		name: 'Everything',
		value: 'all',
		description: 'All spaces and bases of your account, also those made later',
	},
	{ name: 'Chosen Bases', value: 'bases', description: 'Only the bases you choose' },
	{
		name: 'Chosen Spaces',
		value: 'spaces',
		description: 'Only the spaces you choose, with all their bases',
	},
];

export const reachTargets: INodeProperties[] = [
	{
		displayName: 'Space Names or IDs',
		name: 'spaceIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getSpaces' },
		default: [],
		description:
			'The spaces that the token gives access to. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { reach: ['spaces'] } },
	},
	{
		displayName: 'Base Names or IDs',
		name: 'baseIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getBases' },
		default: [],
		description:
			'The bases that the token gives access to. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { reach: ['bases'] } },
	},
];

/**
 * The part of a request's body that says what the token reaches.
 *
 * @throws NodeOperationError when no space or base is chosen: such a token would reach nothing
 */
export function chosenReach({ param }: ItemContext<TeableClient>): IDataObject {
	switch (param.choice('reach', ['all', 'bases', 'spaces'])) {
		case 'spaces':
			return {
				spaceIds: chosenIds(param, 'spaceIds', 'Space Names or IDs', /^spc[A-Za-z0-9]{16}$/),
			};
		case 'bases':
			return { baseIds: chosenIds(param, 'baseIds', 'Base Names or IDs', /^bse[A-Za-z0-9]{16}$/) };
		case 'all':
			return { hasFullAccess: true };
	}
}

function chosenIds(
	param: ItemContext<TeableClient>['param'],
	name: string,
	label: string,
	form: RegExp,
): string[] {
	const ids = param.list(name, label);
	if (ids.length === 0) {
		throw param.bad({
			label,
			problem: 'is empty',
			remedy: "Choose at least one, or set 'Reach' to Everything.",
		});
	}
	const bad = ids.find((id) => !form.test(id));
	if (bad !== undefined) {
		throw param.bad({
			label,
			problem: `holds '${bad.slice(0, 40)}', which is not an ID`,
			remedy: 'Choose from the list.',
		});
	}
	return ids;
}
