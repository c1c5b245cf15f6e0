import { newId } from '../../ids';
import type { Base, Field, State, Table, User } from '../../state';
import { oneWay, withIds } from '../tables/duplicateTable';
import { createBase } from './spaces';
import { listTables } from '../tables/tables';
import { linksOf, makeText } from '../tables/unlink';

interface DuplicateTerms {
	spaceId: string;
	name?: string;
	withRecords?: boolean;
	/** The existing base into which to write. */
	baseId?: string;
}

/**
 * Copies a base. Records keep their IDs, everything else gets new ones. The copy uses the engine of new bases. Links
 * to other bases become one-way, or on 2026 text in another space. With `baseId`, the copies are added to the tables
 * of that base, which is renamed and loses its icon.
 *
 * @returns the base as in the answer, with the previous name of an existing one
 */
export function duplicateBase(state: State, user: User, source: Base, terms: DuplicateTerms) {
	const { spaceId, name = `${source.name} (Copy)`, withRecords = false, baseId } = terms;
	const into = state.bases.get(baseId ?? '') ?? createBase(state, user, { spaceId, name });
	const answer = { id: into.id, name: into.name, icon: into.icon, spaceId: into.spaceId };
	const tables = listTables(state, source);
	const ids = Object.fromEntries(
		tables.flatMap((table) => [
			[table.id, newId('tbl')],
			...table.fields.map(({ id }) => [id, newId('fld')]),
			...table.views.map(({ id }) => [id, newId('viw')]),
		]),
	) as Record<string, string>;
	for (const table of tables) {
		const { records, ...rest } = table;
		const copy: Table = {
			...withIds(rest, ids),
			...{ baseId: into.id, records: new Map(), history: [], comments: [] },
		};
		for (const [id, record] of withRecords ? records : [])
			copy.records.set(id, withIds(record, ids));
		copy.fields = copy.fields.map((field) =>
			leadsInto(field, new Set(Object.values(ids))) ? field : oneWay(field),
		);
		state.tables.set(copy.id, copy);
		if (state.version === '2026-07') makeTextsOfLinksTo(state, copy, spaceId);
	}
	Object.assign(into, { name, icon: source.icon });
	return answer;
}

const leadsInto = ({ options }: Field, tableIds: Set<string>) =>
	tableIds.has(String(options.foreignTableId));

/** Moves a base. 2026 doesn't support links between spaces, and turns them into text in both bases. */
export function moveBase(state: State, base: Base, spaceId: string) {
	base.spaceId = spaceId;
	if (state.version === '1.10.0') return;
	for (const { table, field } of linksBetween(state, base)) {
		if (field.type === 'link') makeText(state, table, field);
	}
}

function makeTextsOfLinksTo(state: State, table: Table, spaceId: string) {
	for (const field of linksOf(table)) {
		const foreign = state.tables.get(String(field.options.foreignTableId));
		const base = state.bases.get(foreign?.baseId ?? '');
		if (base && base.spaceId !== spaceId) makeText(state, table, field);
	}
}

/** The link fields from a base to others, and from others to it. */
export function linksBetween(state: State, { id: baseId }: Base) {
	const all = [...state.tables.values()].filter(({ deleted }) => !deleted);
	return all.flatMap((table) =>
		linksOf(table).flatMap((field) => {
			const foreign = state.tables.get(String(field.options.foreignTableId));
			if (!foreign || foreign.baseId === table.baseId) return [];
			const isOwn = table.baseId === baseId;
			return isOwn || foreign.baseId === baseId ? [{ table, field, isOwn }] : [];
		}),
	);
}
