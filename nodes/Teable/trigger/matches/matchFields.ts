import type { INodeProperties } from 'n8n-workflow';

import { filterFields } from '../../fields/filter/filterFields';
import { tableFields, viewLocator } from '../../fields/locators/tableLocators';
import { startMenu } from '../polling/startFields';
import { MOST_KEPT } from '../records/packedIds';

const startFrom = startMenu(
	'Only records that begin to match from now on',
	'Also the records that match already',
	'Which records count when the workflow is published for the first time, or when the table, view or filter is another one than before. After that it goes on from where it was.',
);

const once: INodeProperties = {
	displayName: `A record starts the workflow once when it begins to match, whether it was added or changed, and again only after a poll has found that it no longer matches. What happens and is undone between two polls is not seen. Up to ${MOST_KEPT.toLocaleString('en')} records may match at a time.`,
	name: 'once',
	type: 'notice',
	default: '',
};

const cost: INodeProperties = {
	displayName:
		'While nothing changes in the table, a poll takes one small request; after a change, the IDs of all matching records are read, 1,000 per request. With a view, a date that is counted from today, or a condition on a formula, lookup, rollup or link, they are read in every poll.',
	name: 'cost',
	type: 'notice',
	default: '',
};

/** The fields of a filter; a new node begins with one condition to fill in, as without any all records match. */
const conditions = filterFields.map((field) =>
	field.name === 'filterBy' ? { ...field, default: 'conditions' } : field,
);

export const matchFields: INodeProperties[] = [
	...tableFields,
	viewLocator,
	...conditions,
	startFrom,
	once,
	cost,
];

/** The parameters that say which records match. */
export const FILTER_PARAMETERS = [viewLocator, ...filterFields].map(({ name }) => name);
