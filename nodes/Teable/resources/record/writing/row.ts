import type { NodeOperationError } from 'n8n-workflow';
import { mapKeys } from 'lodash';

import type { Sought } from '../finding/sought';
import type { FileSource } from './files/fileSources';

/** The values that one input item writes. */
export interface Row extends Sought {
	/** Cells by field ID, in Teable's format. */
	fields: Record<string, unknown>;
	/** Files to upload for attachment cells, by field ID. */
	files: Record<string, FileSource[]>;
	/** Links and users to look up, by field ID. */
	references: Record<string, unknown>;
	/** Whether Teable converts the cells: adds new choices, and finds records and users by name. */
	typecast: boolean;
	/** Everything that is wrong with the item. A row with faults is not sent. */
	faults: Fault[];
}

/** Something that is wrong with an item, in words for an error. */
export interface Fault {
	/** What is wrong, without a period. */
	problem: string;
	/** How to fix it, in whole sentences. */
	remedy: string;
}

/** All faults of a row as one error. */
export function faultsError({ context }: Row, [first, ...others]: Fault[]): NodeOperationError {
	const rest = others.map(({ problem, remedy }) => `${problem}. ${remedy}`);
	return context.param.failure(first.problem, [first.remedy, ...rest].join(' '));
}

/** The row with field IDs replaced; IDs that are not in the map stay. */
export function withIds(row: Row, ids: Map<string, string>): Row {
	if (ids.size === 0) return row;
	const renamed = <T>(cells: Record<string, T>): Record<string, T> =>
		mapKeys(cells, (_, id) => ids.get(id) ?? id);
	const { fields, match, files } = row;
	return { ...row, fields: renamed(fields), match: renamed(match), files: renamed(files) };
}
