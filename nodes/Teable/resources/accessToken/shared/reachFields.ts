import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import { isTeableId } from '../../../teable/schema/id';
import { quoted } from '../../../values/quoted';

/** What a token can access. The three are exclusive, as in Teable's own form. */
export const reachOptions = [
	{
		name: 'Everything',
		value: 'all',
		description: 'All spaces and bases of your account, including future ones',
	},
	{ name: 'Selected Bases', value: 'bases', description: 'Only the bases you select' },
	{
		name: 'Selected Spaces',
		value: 'spaces',
		description: 'Only the spaces you select, with all of their bases',
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
			'The spaces that the token can access. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { reach: ['spaces'] } },
	},
	{
		displayName: 'Base Names or IDs',
		name: 'baseIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getBases' },
		default: [],
		description:
			'The bases that the token can access. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { reach: ['bases'] } },
	},
];

/**
 * The part of the request body that says what the token can access.
 *
 * @throws NodeOperationError if no space or base is selected: such a token could access nothing
 */
export function chosenReach({ param }: ItemContext<TeableClient>): IDataObject {
	switch (param.choice('reach', ['all', 'bases', 'spaces'])) {
		case 'spaces':
			return { spaceIds: chosenIds(param, 'spaceIds', 'Space Names or IDs', 'spc') };
		case 'bases':
			return { baseIds: chosenIds(param, 'baseIds', 'Base Names or IDs', 'bse') };
		case 'all':
			return { hasFullAccess: true };
	}
}

function chosenIds(
	param: ItemContext<TeableClient>['param'],
	name: string,
	label: string,
	prefix: string,
): string[] {
	const ids = param.list(name, label);
	if (ids.length === 0) {
		throw param.bad({
			label,
			problem: 'is empty',
			remedy: "Choose at least one, or set 'Access' to Everything.",
		});
	}
	const bad = ids.find((id) => !isTeableId(prefix, id));
	if (bad !== undefined) {
		throw param.bad({
			label,
			problem: `contains ${quoted(bad)}, which is not an ID`,
			remedy: `Choose from the list, or use IDs. An ID is '${prefix}' followed by 16 letters or digits.`,
		});
	}
	return ids;
}
