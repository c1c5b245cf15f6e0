import type { Field, Table } from '../state';

/** What a server of 2026 says uses fields of a table: here only formulas, and every last modified time. */
export function describeUses(table: Table, fieldIds: string[]) {
	return Object.fromEntries(
		fieldIds.map((id) => [
			id,
			{
				workflowNodes: [],
				authorityMatrixRoles: [],
				views: [],
				dependentFields: table.fields.filter((field) => uses(field, id)).map(describe),
			},
		]),
	);
}

const uses = ({ type, options }: Field, id: string) =>
	type === 'lastModifiedTime' || (type === 'formula' && String(options.expression).includes(id));

const describe = ({ id, name, type }: Field) => ({ id, name, type });
