import type { INodeProperties } from 'n8n-workflow';

import type { Reader } from '../core/reader';
import { knownField } from '../teable/filter/knownField';
import type { Field, Table } from '../teable/schema/table';

/**
 * The fields of a table that a parameter names, by name or ID; a name may itself hold a comma.
 *
 * @throws Error when the table does not have one of them
 */
export const namedFields = (
	table: Table,
	reader: Reader,
	{ name, displayName }: INodeProperties,
): Field[] =>
	reader
		.list(name, displayName, (text) => table.find(text) !== undefined)
		.map((entry) => knownField(table, entry, displayName));
