import type { INodeProperties } from 'n8n-workflow';

/** The ID forms of Teable: a prefix and 16 letters or digits. */
const idPattern = (prefix: string) => `${prefix}[A-Za-z0-9]{16}`;

interface LocatorText {
	displayName: string;
	name: string;
	description: string;
	/** The beginning of the IDs, e.g. `tbl`. */
	prefix: string;
	/** An article and a noun, e.g. "a table". */
	what: string;
	searchListMethod: string;
	examplePath: string;
	required: boolean;
}

/** A resource locator with the modes From List, By URL and By ID. */
function locator(text: LocatorText): INodeProperties {
	const { prefix, what } = text;
	const inUrl = `^\\s*https?://\\S*?[/=](${idPattern(prefix)})(?:[/?&#]\\S*)?\\s*$`;
	return {
		displayName: text.displayName,
		name: text.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: text.required,
		description: text.description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose ${what}`,
				typeOptions: { searchListMethod: text.searchListMethod, searchable: true },
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. https://app.teable.ai/${text.examplePath}`,
				extractValue: { type: 'regex', regex: inUrl },
				validation: [
					{
						type: 'regex',
						properties: {
							regex: inUrl,
							errorMessage: `This is not the address of ${what} in Teable`,
						},
					},
				],
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${prefix}AbCdEfGhIjKlMnOp`,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `^\\s*${idPattern(prefix)}\\s*$`,
							errorMessage: `The ID of ${what} is "${prefix}" and 16 letters or digits`,
						},
					},
				],
			},
		],
	};
}

export const baseLocator = locator({
	displayName: 'Base',
	name: 'baseId',
	prefix: 'bse',
	what: 'a base',
	description:
		"The base (database) that holds the table. It only fills the list of tables: leave it empty when 'Table' is given by URL or ID.",
	searchListMethod: 'searchBases',
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

/** What every operation on a table begins with. */
export const tableFields: INodeProperties[] = [baseLocator, tableLocator];

const ID_FORMS: Record<string, RegExp> = Object.fromEntries(
	['bse', 'tbl', 'viw', 'rec', 'fld', 'com'].map((prefix) => [
		prefix,
		new RegExp(`^${idPattern(prefix)}$`),
	]),
);

/** Whether a text has the form of an ID with this prefix. */
export const isTeableId = (prefix: string, text: string): boolean => ID_FORMS[prefix].test(text);
