import { cloneDeep } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import { namedFields } from '../../../fields/namedFields';
import { mapLimited } from '../../../limit';
import type { TeableClient } from '../../../teable/http/client';
import { allowed } from '../../../teable/http/errors';
import { fetchLinkedRecords } from '../../../teable/reading/names/linkedRecords';
import type { Field, Table } from '../../../teable/schema/table';
import { fetchTable, isLink } from '../../../teable/schema/table';
import { quoted } from '../../../values/quoted';
import { RecordOutput } from './output';

export const expandedLinks: INodeProperties = {
	displayName: 'Expanded Link Names or IDs',
	name: 'expandedLinks',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getLinkFields', loadOptionsDependsOn: ['tableId.value'] },
	default: [],
	description:
		'The links that give fields of their linked records instead of ID and title; leave empty for all links. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const linkedFields: INodeProperties = {
	displayName: 'Linked Fields',
	name: 'linkedFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. Company, City',
	description:
		'The fields of the linked records to return, by name or ID, separated by commas; leave empty for all',
};

/** Either of them has links expanded. */
export const linkOptions: INodeProperties[] = [expandedLinks, linkedFields];

/** A link whose records are wanted. */
export interface Expansion {
	link: Field;
	table: Table;
	columns: Field[];
	output: RecordOutput;
}

/** The links of a table that are to be expanded. */
export function chosenLinks({ options }: Parameters, table: Table): Field[] {
	if (!linkOptions.some(({ name }) => options.isSet(name))) return [];
	const named = namedFields(table, options, expandedLinks);
	const other = named.find((field) => !isLink(field));
	if (other) {
		throw options.bad({
			label: expandedLinks.displayName,
			problem: `names '${other.name}', which is not a link`,
			remedy: 'Choose fields of the type Link, or leave it empty for all of them.',
		});
	}
	return named.length === 0 ? table.fields.filter(isLink) : named;
}

/**
 * Reads the tables that links lead to, to know what can be returned of their records. A link to a table that has none of
 * the wanted fields stays as it is.
 *
 * @throws NodeOperationError when the credential may not read such a table, or none of them has a field that is named
 */
export async function chosenExpansions(
	{ client, param }: ItemContext<TeableClient>,
	links: Field[],
): Promise<Expansion[]> {
	const tables = await mapLimited(links, 4, async (link) => await linkedTable(client, param, link));
	const { name, displayName } = linkedFields;
	const wanted = param.options.list(name, displayName, (text) =>
		tables.some((table) => table.find(text) !== undefined),
	);
	const unknown = wanted.find((text) => tables.every((table) => table.find(text) === undefined));
	if (unknown !== undefined) {
		const names = tables.map(({ fieldNames }) => fieldNames).join(', ');
		throw param.options.bad({
			label: displayName,
			problem: `names ${quoted(unknown)}, which the linked table does not have`,
			remedy: links.length === 0 ? 'The table has no link.' : `Its fields are ${names}.`,
		});
	}
	return links.flatMap((link, index) => {
		const table = tables[index];
		const columns = table.fields.filter(
			({ id, name: own }) => wanted.length === 0 || wanted.includes(id) || wanted.includes(own),
		);
		const output = new RecordOutput({ param }, table, { columns });
		return columns.length === 0 ? [] : [{ link, table, columns, output }];
	});
}

async function linkedTable(client: TeableClient, param: Parameters, link: Field): Promise<Table> {
	const table = await allowed(fetchTable(client, String(link.options?.foreignTableId)));
	if (table) return table;
	throw unreadable(param, link);
}

const unreadable = ({ options }: Parameters, { name }: Field): Error =>
	options.bad({
		label: expandedLinks.displayName,
		problem: `includes '${name}', and this credential cannot read the table it leads to`,
		remedy: 'Give the credential access to the base of that table, or choose other links.',
	});

/**
 * Puts the linked records in the place of ID and title, in all items at once. One that does not come, as it was deleted
 * meanwhile, keeps its ID and title.
 *
 * @param change changes the value of a field in each item
 * @throws NodeApiError, or NodeOperationError when the credential may not read the records
 */
export async function expandLinks(
	{ client, param }: ItemContext<TeableClient>,
	expansions: Expansion[],
	change: (field: Field, change: (value: unknown) => unknown) => void,
): Promise<void> {
	for (const { link, table, columns, output } of expansions) {
		const ids = new Set<string>();
		change(link, (value) => {
			for (const { id } of entriesOf(value)) ids.add(String(id));
			return value;
		});
		const found = await allowed(fetchLinkedRecords(client, table, columns, [...ids]));
		if (!found) throw unreadable(param, link);
		const expanded = (entry: IDataObject) => {
			const record = found.get(String(entry.id));
			// Each item has its own: the next node may change it.
			return record ? output.read(cloneDeep(record)) : entry;
		};
		change(link, (value) =>
			Array.isArray(value) ? value.map(expanded) : (entriesOf(value).map(expanded)[0] ?? value),
		);
	}
}

/** A cell holds one linked record or several; null where it is empty. */
const entriesOf = (value: unknown): IDataObject[] =>
	value === null || value === undefined ? [] : ([value].flat() as IDataObject[]);
