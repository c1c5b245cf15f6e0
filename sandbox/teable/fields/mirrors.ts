import { newId } from '../../ids';
import type { Field, State, Table } from '../../state';
import { freeName } from '../names';

const OPPOSITE: Record<string, string> = {
	oneOne: 'oneOne',
	oneMany: 'manyOne',
	manyOne: 'oneMany',
	manyMany: 'manyMany',
};

/** Adds the other side of a link to the other table, unless the link is one-way. */
export function addMirror(state: State, table: Table, field: Field) {
	const { isOneWay, foreignTableId, relationship } = field.options;
	const foreign = state.tables.get(String(foreignTableId));
	if (isOneWay === true || !foreign) return;
	const opposite = OPPOSITE[String(relationship)];
	const name = mirrorName(state, table, foreign);
	const mirror: Field = {
		id: newId('fld'),
		dbFieldName: name.replace(/\W/g, '_'),
		name,
		type: 'link',
		options: {
			relationship: opposite,
			foreignTableId: table.id,
			lookupFieldId: table.fields[0].id,
			isOneWay: false,
			symmetricFieldId: field.id,
		},
		...(state.version === '2026-07' && { unique: false }),
		cellValueType: 'string',
		...(/Many$/.test(opposite) && { isMultipleCellValue: true }),
		dbFieldType: 'JSON',
	};
	field.options.symmetricFieldId = mirror.id;
	foreign.fields.push(mirror);
	for (const view of foreign.views)
		view.columnMeta[mirror.id] = { order: foreign.fields.length - 1 };
}

/** It has the name of the table. A second one has the same name on 1.10, and "T (linked)" on v2. */
function mirrorName(state: State, { name }: Table, { baseId, fields }: Table): string {
	if (state.version === '1.10.0') return name;
	if (state.bases.get(baseId)?.engine !== 'v2') return freeName(name, fields);
	let free = name;
	for (let n = 1; fields.some((field) => field.name === free); n++) {
		free = n === 1 ? `${name} (linked)` : `${name} (linked ${n})`;
	}
	return free;
}

/** Removes the other side of a link, because the link itself is deleted. */
export function removeMirror(state: State, { foreignTableId, symmetricFieldId }: Field['options']) {
	const foreign = state.tables.get(String(foreignTableId));
	const index = foreign?.fields.findIndex(({ id }) => id === symmetricFieldId) ?? -1;
	if (!foreign || index < 0) return;
	const [{ id }] = foreign.fields.splice(index, 1);
	for (const view of foreign.views) delete view.columnMeta[id];
	for (const record of foreign.records.values()) delete record.cells[id];
}
