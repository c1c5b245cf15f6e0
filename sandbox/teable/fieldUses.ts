import type { Field, State, Table } from '../state';

/** What a server of 2026 says uses fields of a table: here only formulas, and every last modified time. */
export function describeUses(state: State, table: Table, fieldIds: string[]) {
	const base = state.bases.get(table.baseId)!;
	const source = {
		...{ id: table.id, name: table.name, icon: table.icon ?? null },
		base: { id: base.id, name: base.name, icon: base.icon ?? null },
	};
	const usersOf = (id: string) =>
		table.fields
			.filter((field) => uses(field, id))
			.map((field) => ({ id: field.id, name: field.name, type: field.type, source }));
	return Object.fromEntries(
		fieldIds.map((id) => [
			id,
			{ workflowNodes: [], authorityMatrixRoles: [], views: [], dependentFields: usersOf(id) },
		]),
	);
}

const uses = ({ type, options }: Field, id: string) =>
	type === 'lastModifiedTime' || (type === 'formula' && String(options.expression).includes(id));
