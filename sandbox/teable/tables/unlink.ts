import { titleOf } from '../records/cells/values';
import type { Field, State, Table } from '../../state';

/**
 * The effect of deleting a table on the links between it and others. 1.10.0 removes those of other tables and turns
 * its own into text. The old engine of 2026 turns those of others into text and drops its own. v2 keeps all.
 */
export function unlinkTable(state: State, table: Table) {
	if (state.bases.get(table.baseId)?.engine === 'v2') return;
	const is110 = state.version === '1.10.0';
	const [loseOwn, loseOthers] = is110 ? [makeText, removeField] : [removeField, makeText];
	for (const field of linksOf(table)) loseOwn(state, table, field);
	for (const other of state.tables.values()) {
		if (other.id === table.id) continue;
		for (const field of linksOf(other)) {
			if (field.options.foreignTableId === table.id) loseOthers(state, other, field);
		}
	}
}

export const linksOf = ({ fields }: Table): Field[] => fields.filter(({ type }) => type === 'link');

function removeField(_state: State, table: Table, field: Field) {
	table.fields.splice(table.fields.indexOf(field), 1);
	for (const view of table.views) delete view.columnMeta[field.id];
	for (const record of table.records.values()) delete record.cells[field.id];
}

/** Turns a link into text: the titles of the linked records. */
export function makeText(state: State, table: Table, field: Field) {
	const foreign = state.tables.get(String(field.options.foreignTableId));
	for (const record of table.records.values()) {
		const linked = [record.cells[field.id] ?? []].flat() as Array<{ id: string }>;
		if (linked.length === 0) continue;
		const titles = linked.map(({ id }) => {
			const one = foreign?.records.get(id);
			return foreign && one ? titleOf(state, foreign, one) : '';
		});
		record.cells[field.id] = titles.join(', ');
	}
	Object.assign(field, { type: 'singleLineText', options: {}, dbFieldType: 'TEXT' });
	delete field.isMultipleCellValue;
}
