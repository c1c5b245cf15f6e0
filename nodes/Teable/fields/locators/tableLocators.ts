import type { INodeProperties } from 'n8n-workflow';

import { locator } from './locator';

export const spaceLocator = locator({
	displayName: 'Space',
	name: 'spaceId',
	prefix: 'spc',
	what: 'a space',
	description:
		'The space to work on, from the list, by its name, by its address in Teable or by its ID (spc…)',
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
		"The base (database) that holds the table. It fills the list of tables, and is where a table given by name is looked for. Leave it empty when 'Table' is given by URL or ID.",
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
	description: 'The table that holds the records',
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
		'Only the records that this view shows, as it orders them where no other order is chosen. Leave empty for the whole table.',
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
	description: 'The record to work on, from the list, by its address in Teable or by its ID (rec…)',
	searchListMethod: 'searchRecords',
	examplePath: 'base/…/table/…/viw…?recordId=recAbCdEfGhIjKlMnOp',
	required: true,
});

/** The base to work on, where no table stands beside it. */
export const wholeBaseLocator: INodeProperties = {
	...baseLocator,
	required: true,
	description:
		'The base to work on, from the list, by its name, by its address in Teable or by its ID (bse…)',
};

/** What every operation on a table begins with. */
export const tableFields: INodeProperties[] = [baseLocator, tableLocator];
