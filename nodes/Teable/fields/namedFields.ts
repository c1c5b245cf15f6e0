import type { INodeProperties } from 'n8n-workflow';

import type { Reader } from '../core/reader';
import { knownField } from '../teable/filter/knownField';
import type { Field, Table } from '../teable/schema/table';

/**
 * The fields in a parameter, by name or ID. Names may contain commas.
 *
 * @throws Error if the table lacks one of them
 */
export const namedFields = (
	table: Table,
	reader: Reader,
	{ name, displayName }: INodeProperties,
): Field[] =>
	reader
		.list(name, displayName, (text) => table.find(text) !== undefined)
		.map((entry) => knownField(table, entry, displayName));
