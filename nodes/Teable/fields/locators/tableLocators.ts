import type { INodeProperties } from 'n8n-workflow';

import { locator } from './locator';

export const spaceLocator = locator({
	displayName: 'Space',
	name: 'spaceId',
	prefix: 'spc',
	what: 'a space',
	description:
		'The space to operate on, chosen from the list, by name, by URL or by ID, e.g. spcXXXXXXXXXXXXXXXX',
	searchListMethod: 'searchSpaces',
	exampleName: 'Sales',
	examplePath: 'space/spcAbCdEfGhIjKlMnOp',
	required: true,
});

export const baseLocator = locator({
	displayName: 'Base',
	name: 'baseId',
	prefix: 'bse',
	what: 'a base',
	description:
		"The base (database) of the table. Required to choose 'Table' from the list or by name. You can leave it empty if 'Table' is specified by URL or ID.",
	searchListMethod: 'searchBases',
	exampleName: 'CRM',
	examplePath: 'base/bseAbCdEfGhIjKlMnOp',
	required: false,
});

export const tableLocator = locator({
	displayName: 'Table',
	name: 'tableId',
	prefix: 'tbl',
	what: 'a table',
	description:
		'The table of the records, chosen from the list, by name, by URL or by ID, e.g. tblXXXXXXXXXXXXXXXX',
	searchListMethod: 'searchTables',
	exampleName: 'Orders',
	examplePath: 'base/bseAbCdEfGhIjKlMnOp/table/tblAbCdEfGhIjKlMnOp',
	required: true,
});

export const viewLocator = locator({
	displayName: 'View',
	name: 'viewId',
	prefix: 'viw',
	what: 'a view',
	description:
		"The view whose records to use, in the view's order unless another one is set. Leave empty to use the whole table.",
	searchListMethod: 'searchViews',
	exampleName: 'Open orders',
	examplePath: 'base/bseAbCdEfGhIjKlMnOp/table/tblAbCdEfGhIjKlMnOp/viwAbCdEfGhIjKlMnOp',
	required: false,
});

export const recordLocator = locator({
	displayName: 'Record',
	name: 'recordId',
	prefix: 'rec',
	what: 'a record',
	description:
		'The record to operate on, chosen from the list, by URL or by ID, e.g. recXXXXXXXXXXXXXXXX',
	searchListMethod: 'searchRecords',
	examplePath: 'base/…/table/…/viw…?recordId=recAbCdEfGhIjKlMnOp',
	required: true,
});

/** The base to operate on, in operations without a table. */
export const wholeBaseLocator: INodeProperties = {
	...baseLocator,
	required: true,
	description:
		'The base (database) to operate on, chosen from the list, by name, by URL or by ID, e.g. bseXXXXXXXXXXXXXXXX',
};

/** The first parameters of every operation on a table. */
export const tableFields: INodeProperties[] = [baseLocator, tableLocator];

/** The same with another description of the table. */
export const tableFieldsFor = (description: string): INodeProperties[] => [
	baseLocator,
	{ ...tableLocator, description },
];
