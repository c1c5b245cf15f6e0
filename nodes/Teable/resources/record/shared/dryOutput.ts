import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import { isEmptyCell } from '../../../teable/schema/cells/heldCell';
import { choiceNames } from '../../../teable/schema/choices';
import { isPlanned } from '../../../teable/schema/inference/plannedField';
import type { Field, Table } from '../../../teable/schema/table';
import { setNamed } from '../../../values/named';
import type { Done } from '../writing/outcome';
import { isStandIn } from '../writing/standIn';
import { ACTION, chosenFieldKeys } from './output';

type Cells = Record<string, unknown>;

/** What would happen to a record. */
export interface Foreseen {
	/** Undefined if no record is found. */
	id: string | undefined;
	action: 'create' | 'delete' | 'notFound' | 'unchanged' | 'update';
	/** The cells that would be written. */
	cells: Cells;
	/** The record's current cells. */
	before: Cells;
}

const ACTIONS = { created: 'create', unchanged: 'unchanged', updated: 'update' } as const;

/** Turns planned changes into output, according to the item's options. */
export class DryOutput {
	private readonly keys: 'id' | 'name';

	constructor(
		{ param }: ItemContext<TeableClient>,
		private readonly table: Table,
	) {
		this.keys = chosenFieldKeys(param);
	}

	/** The output for a record that would be written. */
	written({ record, action, cells, before }: Done): IDataObject {
		return this.of({ id: record.id, action: ACTIONS[action], cells, before });
	}

	/** The action, the old and new values of what would change, and the choices and columns that would be created. */
	of({ id, action, cells, before }: Foreseen): IDataObject {
		const changed = this.table.fields.filter(
			({ id: fieldId }) =>
				fieldId in cells && !(isEmptyCell(cells[fieldId]) && isEmptyCell(before[fieldId])),
		);
		const changes: IDataObject = {};
		const newChoices: IDataObject = {};
		const newColumns: IDataObject[] = [];
		for (const field of changed) {
			const to = valueOf(cells[field.id]);
			setNamed(changes, this.keyOf(field), { from: valueOf(before[field.id]), to });
			const made = newChoicesIn(field, to);
			if (made.length > 0) setNamed(newChoices, this.keyOf(field), made);
			if (isPlanned(field)) newColumns.push({ name: field.name, type: field.type });
		}
		return {
			...(id !== undefined && !isStandIn(id) && { id }),
			...{ dryRun: true, [ACTION]: action, changes },
			...(Object.keys(newChoices).length > 0 && { newChoices }),
			...(newColumns.length > 0 && { newColumns }),
		};
	}

	/** A planned column has no ID yet. */
	private keyOf(field: Field): string {
		return this.keys === 'name' || isPlanned(field) ? field.name : field.id;
	}
}

/** A cell as in a record; a linked record that would be created has no ID. */
function valueOf(cell: unknown): IDataObject[string] {
	if (isEmptyCell(cell)) return null;
	if (Array.isArray(cell)) return cell.map(valueOf) as IDataObject[];
	if (typeof cell !== 'object') return cell as string;
	const { id, ...others } = cell as IDataObject;
	return id === undefined || isStandIn(id) ? others : { id, ...others };
}

const newChoicesIn = (field: Field, cell: unknown): string[] =>
	field.type === 'singleSelect' || field.type === 'multipleSelect'
		? [cell ?? []]
				.flat()
				.map(String)
				.filter((name) => !choiceNames(field).includes(name))
		: [];
