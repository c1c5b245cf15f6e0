import type { Field, State, Table, TeableRecord } from '../../../state';
import { itemsOf } from './rules';

/** Writes the other side of a link, if the other table shows it. */
export function writeLink(
	state: State,
	field: Field,
	record: TeableRecord,
	before: unknown,
	after: unknown,
) {
	const { symmetricFieldId, foreignTableId } = field.options as Record<string, string | undefined>;
	const foreign = symmetricFieldId ? state.tables.get(foreignTableId ?? '') : undefined;
	const mirror = foreign?.fields.find(({ id }) => id === symmetricFieldId);
	if (!foreign || !mirror) return;
	const idsBefore = new Set(itemsOf(before).map(({ id }) => id));
	const idsAfter = new Set(itemsOf(after).map(({ id }) => id));
	for (const id of idsBefore) if (!idsAfter.has(id)) unlink(foreign, mirror, id, record.id);
	for (const id of idsAfter) if (!idsBefore.has(id)) link(foreign, mirror, id, record.id);
}

function link(table: Table, field: Field, recordId: string, linkedId: string) {
	const cells = table.records.get(recordId)?.cells;
	if (!cells) return;
	cells[field.id] = field.isMultipleCellValue
		? [...itemsOf(cells[field.id]), { id: linkedId }]
		: { id: linkedId };
}

function unlink(table: Table, field: Field, recordId: string, linkedId: string) {
	const cells = table.records.get(recordId)?.cells;
	if (!cells) return;
	const left = itemsOf(cells[field.id]).filter(({ id }) => id !== linkedId);
	if (left.length === 0) delete cells[field.id];
	else cells[field.id] = left;
}

/** Removes a deleted record from every cell that links to it. */
export function dropLinksTo(state: State, table: Table, gone: Set<string>) {
	for (const other of state.tables.values()) {
		for (const field of other.fields) {
			if (field.type !== 'link' || field.options.foreignTableId !== table.id) continue;
			for (const record of other.records.values()) {
				for (const { id } of itemsOf(record.cells[field.id])) {
					if (gone.has(id)) unlink(other, field, record.id, id);
				}
			}
		}
	}
}
