import type { Engine, Field, State, Table } from '../../state';
import { engineOf } from './fields';
import { trackedBy } from './tracked';

/** What uses fields of a table according to a 2026 server: here only formulas and, on the old engine, last modified times. */
export function describeUses(state: State, table: Table, fieldIds: string[]) {
	const engine = engineOf(state, table);
	const base = state.bases.get(table.baseId)!;
	const source = {
		...{ id: table.id, name: table.name, icon: table.icon ?? null },
		base: { id: base.id, name: base.name, icon: base.icon ?? null },
	};
	const usersOf = (id: string) =>
		table.fields
			.filter((field) => uses(field, id, engine))
			.map((field) => ({ id: field.id, name: field.name, type: field.type, source }));
	return Object.fromEntries(
		fieldIds.map((id) => [
			id,
			{ workflowNodes: [], authorityMatrixRoles: [], views: [], dependentFields: usersOf(id) },
		]),
	);
}

const uses = (field: Field, id: string, engine: Engine) =>
	(engine === 'v1' && trackedBy(field).includes(id)) ||
	(field.type === 'formula' && String(field.options.expression).includes(id));
