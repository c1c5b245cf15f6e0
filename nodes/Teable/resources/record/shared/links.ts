import { cloneDeep } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import { fieldsMenu } from '../../../fields/fieldMenu';
import { namedFields } from '../../../fields/namedFields';
import { mapLimited } from '../../../limit';
import type { TeableClient } from '../../../teable/http/client';
import { READS_IN_FLIGHT } from '../../../teable/http/client';
import { allowed } from '../../../teable/http/errors';
import { fetchLinkedRecords } from '../../../teable/reading/names/linkedRecords';
import type { Field, Table } from '../../../teable/schema/table';
import { fetchTable, isLink } from '../../../teable/schema/table';
import { quoted } from '../../../values/quoted';
import { RecordOutput } from './output';

export const expandedLinks = fieldsMenu({
	displayName: 'Expand Link Names or IDs',
	name: 'expandedLinks',
	description:
		'The link fields that return the fields of their linked records instead of only ID and title. Leave empty for all links',
	from: 'getLinkFields',
});

const linkedFields: INodeProperties = {
	displayName: 'Linked Fields',
	name: 'linkedFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. Company, City',
	description:
		'Names or IDs of the fields of the linked records to return, separated by commas. Leave empty for all.',
};

/** Setting either of them expands links. */
export const linkOptions: INodeProperties[] = [expandedLinks, linkedFields];

/** A link to expand. */
export interface Expansion {
	link: Field;
	table: Table;
	columns: Field[];
	output: RecordOutput;
}

/** The links of a table to expand. */
export function chosenLinks({ options }: Parameters, table: Table): Field[] {
	if (!linkOptions.some(({ name }) => options.isSet(name))) return [];
	const named = namedFields(table, options, expandedLinks);
	const other = named.find((field) => !isLink(field));
	if (other) {
		throw options.bad({
			label: expandedLinks.displayName,
			problem: `contains '${other.name}', which is not a link field`,
			remedy: 'Choose link fields, or leave it empty for all links.',
		});
	}
	return named.length === 0 ? table.fields.filter(isLink) : named;
}

/**
 * Reads the linked tables to find the fields to return. A link to a table without any of these fields stays
 * unchanged.
 *
 * @throws NodeOperationError if the credential cannot read a linked table, or no linked table has a named field
 */
export async function chosenExpansions(
	{ client, param }: ItemContext<TeableClient>,
	links: Field[],
): Promise<Expansion[]> {
	const tables = await mapLimited(
		links,
		READS_IN_FLIGHT,
		async (link) => await linkedTable(client, param, link),
	);
	const { name, displayName } = linkedFields;
	const wanted = param.options.list(name, displayName, (text) =>
		tables.some((table) => table.find(text) !== undefined),
	);
	const unknown = wanted.find((text) => tables.every((table) => table.find(text) === undefined));
	if (unknown !== undefined) {
		const names = tables.map(({ fieldNames }) => fieldNames).join(', ');
		throw param.options.bad({
			label: displayName,
			problem: `contains ${quoted(unknown)}, which the linked table doesn't have`,
			remedy: links.length === 0 ? 'The table has no link fields.' : `Its fields are ${names}.`,
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
		problem: `includes '${name}', but this credential can't access the linked table`,
		remedy: "Give the credential access to the linked table's base, or choose other links.",
	});

/**
 * Replaces ID and title with the linked records, in all items at once. A record that was deleted in the meantime
 * keeps its ID and title.
 *
 * @param change changes the value of a field in each item
 * @throws NodeApiError, or NodeOperationError if the credential cannot read the records
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
			// A copy for each item: the next node may modify it.
			return record ? output.read(cloneDeep(record)) : entry;
		};
		change(link, (value) =>
			Array.isArray(value) ? value.map(expanded) : (entriesOf(value).map(expanded)[0] ?? value),
		);
	}
}

/** The entries of a cell, which holds one linked record, several or null. */
const entriesOf = (value: unknown): IDataObject[] =>
	value === null || value === undefined ? [] : ([value].flat() as IDataObject[]);
