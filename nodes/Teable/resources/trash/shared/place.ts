import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import { chosenBaseId, chosenTableId } from '../../../fields/locators/chosenIds';
import {
	baseLocator,
	tableLocator,
	wholeBaseLocator,
} from '../../../fields/locators/tableLocators';
import type { TrashPlace } from '../../../teable/reading/trash';

/** What was deleted, which determines the trash to use: the value of 'What Was Deleted'. */
export type Deleted = 'base' | 'inTable' | 'space' | 'table';

const CHOICES: Record<Deleted, Omit<INodePropertyOptions, 'value'>> = {
	base: { name: 'Bases', description: 'Requires a session credential to list them' },
	inTable: { name: 'Records, Fields or Views', description: 'Deleted from a table' },
	space: { name: 'Spaces', description: 'Requires a session credential to list them' },
	table: { name: 'Tables', description: 'Deleted from a base' },
};

/** Everything that can be in a trash. */
export const ALL_KINDS = Object.keys(CHOICES) as Deleted[];

const LABEL = 'What Was Deleted';

const shownFor = (...deleted: Deleted[]): { displayOptions: IDisplayOptions } => ({
	displayOptions: { show: { deleted } },
});

/**
 * The parameters that choose a trash.
 *
 * @param kinds what the operation can be used for, in the order of their names
 */
export const placeFields = (kinds: Deleted[]): INodeProperties[] => [
	{
		displayName: LABEL,
		name: 'deleted',
		type: 'options',
		noDataExpression: true,
		options: kinds.map((value) => ({ ...CHOICES[value], value })),
		default: 'table',
	},
	...(kinds.includes('inTable')
		? [
				{ ...baseLocator, ...shownFor('inTable') },
				{
					...tableLocator,
					...shownFor('inTable'),
					description: 'The table from which they were deleted',
				},
			]
		: []),
	{
		...wholeBaseLocator,
		...shownFor('table'),
		description: 'The base from which the tables were deleted',
	},
];

/** The chosen trash. @throws NodeOperationError if its table or base is missing or not an ID */
export function chosenPlace(param: Parameters, kinds: Deleted[]): TrashPlace {
	const deleted = param.choice('deleted', kinds, undefined, LABEL);
	switch (deleted) {
		case 'inTable':
			return { of: 'table', id: chosenTableId(param) };
		case 'table':
			return { of: 'base', id: chosenBaseId(param) };
		default:
			return { of: 'account', holds: deleted };
	}
}
