import type { INodeProperties } from 'n8n-workflow';

import { conditionsByDefault, filterFields } from '../../fields/filter/filterFields';
import { tableFields, viewLocator } from '../../fields/locators/tableLocators';
import { startMenu } from '../polling/startFields';
import { MAX_STORED } from '../records/packedIds';

const startFrom = startMenu(
	'Only records that start to match from now on',
	'Also records that already match',
	'Which records to include when the workflow is first published, or after the table, view or filter has been changed. After that, each poll continues where the last one ended.',
);

const once: INodeProperties = {
	displayName: `A new or changed record starts the workflow once when it starts to match. It does so again only after a poll in which it did not match. Changes that are undone between two polls are not noticed. Up to ${MAX_STORED.toLocaleString('en')} records can match at the same time.`,
	name: 'once',
	type: 'notice',
	default: '',
};

const cost: INodeProperties = {
	displayName:
		'While nothing changes in the table, a poll takes one small request. After a change, it reads the IDs of all matching records, 1,000 per request. With a view, a relative date, or a condition on a formula, lookup, rollup or link, every poll reads them.',
	name: 'cost',
	type: 'notice',
	default: '',
};

export const matchFields: INodeProperties[] = [
	...tableFields,
	viewLocator,
	...conditionsByDefault,
	startFrom,
	once,
	cost,
];

/** The parameters that determine which records match. */
export const FILTER_PARAMETERS = [viewLocator, ...filterFields].map(({ name }) => name);
