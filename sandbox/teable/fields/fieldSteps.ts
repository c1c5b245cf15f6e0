import { cloneDeep } from 'lodash';
import { addChoice, choicesOf } from '../records/cells/choices';
import { contextOf } from '../records/writes/write';
import type { Field, State, Table, TeableRecord, View } from '../../state';
import type { Step } from '../../undo';
import { convertCells, followChoices, valuesOf } from './convert';
import { listTrash, takeFromTrash } from '../trash';

/** A field with its cells and its position in the views. */
interface Held {
	table: Table;
	field: Field;
	index: number;
	places: Map<View, View['columnMeta'][string]>;
	cells: Map<TeableRecord, unknown>;
}

/** Undo steps for changes of fields: the same ID and the same values are restored. */
export class FieldSteps {
	constructor(
		private readonly state: State,
		private readonly table: Table,
	) {}

	/** Call this before the change, with the existing field. */
	change(fieldId?: string): (changedId?: string) => Step {
		const before = this.hold(fieldId);
		return (changedId = fieldId) => {
			const after = this.hold(changedId);
			return {
				undo: () => this.exchange(after, before),
				redo: () => this.exchange(before, after),
				once: this.isV2,
			};
		};
	}

	/** The field, and for a link also the field in the other table. */
	private hold(fieldId: string | undefined): Held[] {
		const own = held(this.table, fieldId);
		const { foreignTableId, symmetricFieldId } = own?.field.options ?? {};
		const foreign = this.state.tables.get(String(foreignTableId));
		const mirror = foreign && held(foreign, symmetricFieldId as string | undefined);
		return [own, mirror].flatMap((one) => one ?? []);
	}

	private exchange(gone: Held[], back: Held[]) {
		const [from] = gone;
		const [to] = back;
		const isChange = this.isV2 && from !== undefined && to !== undefined;
		const follow = isChange ? this.following(from.field, to) : undefined;
		for (const { table, field } of gone) remove(table, field.id);
		for (const one of back) {
			const entry = listTrash(this.state, one.table.id).find(({ resources }) =>
				resources.some(({ id }) => id === one.field.id),
			);
			if (entry) takeFromTrash(this.state, entry);
			remove(one.table, one.field.id);
			putBack(one);
		}
		follow?.();
	}

	/**
	 * v2 restores the definition of the field and converts the cells as in a change, which creates choices from them.
	 * It writes the old cells only if the field had another type, and stops at a record that no longer exists.
	 * (Measured, except for the missing record, which is from the source of v2.)
	 */
	private following(from: Field, { field: to, cells }: Held): () => void {
		const { state, table } = this;
		const values = valuesOf(state, table, from);
		const held = new Map([...cells.keys()].map((record) => [record, record.cells[from.id]]));
		return () => {
			const field = table.fields.find(({ id }) => id === to.id)!;
			if (from.type === to.type && from.isMultipleCellValue === to.isMultipleCellValue) {
				fill(field, held);
				followChoices('v2', table, field, choicesOf(from), choicesOf(field));
				return;
			}
			convertCells(contextOf(state, table), table, from, field, values);
			if (to.type === 'singleSelect') {
				for (const name of [...values.values()].flat()) addChoiceOf(from, field, name);
			}
			if ([...cells.keys()].some(({ id }) => !table.records.has(id))) {
				throw new Error('Record not found');
			}
			fill(field, cells);
		};
	}

	private get isV2(): boolean {
		return this.state.bases.get(this.table.baseId)?.engine === 'v2';
	}
}

function fill(field: Field, cells: Map<TeableRecord, unknown>) {
	for (const [record, cell] of cells) {
		if (cell === undefined) delete record.cells[field.id];
		else record.cells[field.id] = cell;
	}
}

/** A single choice from a multiple one also creates a choice. */
function addChoiceOf(from: Field, to: Field, name: unknown) {
	if (from.type === 'multipleSelect' && typeof name === 'string') addChoice(to, name);
}

function held(table: Table, fieldId: string | undefined): Held | undefined {
	const index = table.fields.findIndex(({ id }) => id === fieldId);
	if (index < 0) return undefined;
	const { id } = table.fields[index];
	return {
		table,
		field: cloneDeep(table.fields[index]),
		index,
		places: new Map(table.views.map((view) => [view, view.columnMeta[id]])),
		cells: new Map([...table.records.values()].map((record) => [record, record.cells[id]])),
	};
}

function remove(table: Table, fieldId: string) {
	table.fields = table.fields.filter(({ id }) => id !== fieldId);
	for (const view of table.views) delete view.columnMeta[fieldId];
	for (const { cells } of table.records.values()) delete cells[fieldId];
}

function putBack({ table, field, index, places, cells }: Held) {
	table.fields.splice(index, 0, cloneDeep(field));
	for (const [view, place] of places) if (place) view.columnMeta[field.id] = place;
	for (const [record, cell] of cells) if (cell !== undefined) record.cells[field.id] = cell;
}
