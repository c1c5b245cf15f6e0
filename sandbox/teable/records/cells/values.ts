import type { Field, State, Table, TeableRecord } from '../../../state';
import { avatarOf } from '../../account/accounts';
import { trackedBy } from '../../fields/tracked';
import { presignedUrl } from './files';
import { evaluate } from './formulas';
import { textOf } from './texts';

/** The value of a cell as Teable returns it in JSON; undefined for an empty one. */
export function cellValue(state: State, table: Table, record: TeableRecord, field: Field): unknown {
	if (field.isLookup) return lookedUp(state, record, table, field);
	const cell = record.cells[field.id];
	switch (field.type) {
		case 'autoNumber':
			return record.autoNumber;
		case 'createdTime':
			return record.createdTime;
		case 'lastModifiedTime':
			return trackedBy(field).length > 0 ? cell : record.lastModifiedTime;
		case 'createdBy':
			return describeUser(state, record.createdBy);
		case 'lastModifiedBy':
			return record.lastModifiedBy && describeUser(state, record.lastModifiedBy);
		case 'formula':
			return evaluate(table, record, field, {
				value: (other) => cellValue(state, table, record, other),
				text: (other) => cellText(state, table, record, other),
			});
		case 'rollup':
			return rolledUp(state, record, table, field);
		case 'user':
			return mapped(cell, ({ id }) => describeUser(state, id));
		case 'link':
			return mapped(cell, ({ id }) => describeLink(state, field, id));
		case 'attachment':
			return mapped(cell, (file) => describeAttachment(state, file));
		default:
			return cell;
	}
}

/** The value of a cell as Teable displays it; empty for an empty one. */
export const cellText = (state: State, table: Table, record: TeableRecord, field: Field): string =>
	textOf(field, cellValue(state, table, record, field));

/** A record's title: the text of the table's first field. */
export const titleOf = (state: State, table: Table, record: TeableRecord): string =>
	cellText(
		state,
		table,
		record,
		table.fields.find(({ isPrimary }) => isPrimary) ?? table.fields[0],
	);

type Item = { id: string } & Record<string, unknown>;

const mapped = (cell: unknown, describe: (item: Item) => unknown) =>
	Array.isArray(cell)
		? cell.map((item) => describe(item as Item))
		: cell === undefined
			? undefined
			: describe(cell as Item);

function describeUser(state: State, id: string) {
	const user = state.users.get(id);
	return { id, title: user?.name, email: user?.email, avatarUrl: avatarOf(state, id) };
}

/** A link has the current title of the linked record. */
function describeLink(state: State, field: Field, id: string) {
	const foreign = state.tables.get(String(field.options.foreignTableId));
	const record = foreign?.records.get(id);
	const title = foreign && record ? titleOf(state, foreign, record) : '';
	return title === '' ? { id } : { id, title };
}

function describeAttachment(state: State, { id, name, token }: Item) {
	const { path, size, mimetype } = state.files.get(String(token))!;
	return {
		...{ id, name, path, size, token, mimetype },
		presignedUrl: presignedUrl(state, path, String(name)),
	};
}

/** The values of a field in the linked records. */
function linkedValues(state: State, record: TeableRecord, table: Table, field: Field): unknown[] {
	const { linkFieldId = '', lookupFieldId, foreignTableId } = field.lookupOptions ?? {};
	const foreign = state.tables.get(foreignTableId ?? '');
	const looked = foreign?.fields.find(({ id }) => id === lookupFieldId);
	if (!foreign || !looked || !table.fields.some(({ id }) => id === linkFieldId)) return [];
	return [record.cells[linkFieldId] ?? []].flat().flatMap((link) => {
		const linked = foreign.records.get((link as Item).id);
		const value = linked && cellValue(state, foreign, linked, looked);
		return value === undefined ? [] : [value].flat();
	});
}

function lookedUp(state: State, record: TeableRecord, table: Table, field: Field) {
	const values = linkedValues(state, record, table, field);
	if (values.length === 0) return undefined;
	return field.isMultipleCellValue ? values : values[0];
}

/** Sums, unless the expression counts. */
function rolledUp(state: State, record: TeableRecord, table: Table, field: Field) {
	const values = linkedValues(state, record, table, field);
	if (/^count/.test(String(field.options.expression))) return values.length;
	return values.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0);
}
