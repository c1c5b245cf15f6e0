import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import { chosenBaseId, chosenTableId } from '../../../fields/locators/chosenIds';
import {
	baseLocator,
	tableLocator,
	wholeBaseLocator,
} from '../../../fields/locators/tableLocators';
import type { TrashPlace } from '../../../teable/reading/trash';

/** What can be in a trash, and so in which: the value of 'What Was Deleted'. */
export type Deleted = 'base' | 'inTable' | 'space' | 'table';

const CHOICES: Record<Deleted, Omit<INodePropertyOptions, 'value'>> = {
	base: { name: 'Bases', description: 'Teable shows deleted bases to a signed-in session only' },
	inTable: { name: 'Records, Fields or Views', description: 'What was deleted from a table' },
	space: { name: 'Spaces', description: 'Teable shows deleted spaces to a signed-in session only' },
	table: { name: 'Tables', description: 'The tables that were deleted from a base' },
};

const LABEL = 'What Was Deleted';

const shownFor = (...deleted: Deleted[]): { displayOptions: IDisplayOptions } => ({
	displayOptions: { show: { deleted } },
});

/**
 * The fields that tell which trash to look into.
 *
 * @param kinds what the operation can do something about, in the order of their names
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
					description: 'The table that they were deleted from',
				},
			]
		: []),
	{
		...wholeBaseLocator,
		...shownFor('table'),
		description: 'The base that the tables were deleted from',
	},
];

/** The trash that was chosen. @throws NodeOperationError when its table or base is missing or no ID */
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
