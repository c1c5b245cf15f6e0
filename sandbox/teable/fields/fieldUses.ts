import type { Field, State, Table } from '../../state';

/** What uses fields of a table according to a 2026 server: here only formulas and last modified times. */
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
