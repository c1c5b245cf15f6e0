import type { Field, State, Table } from '../../state';
import { dbTableName } from '../tables/tables';

/**
 * A field as the API returns it. A link, and a lookup through it, says where its keys are in the database (recorded).
 */
export function describeField(state: State, table: Table, field: Field): Field {
	const { lookupOptions: through } = field;
	if (through === undefined) {
		const keys = keysOf(state, table, field);
		return keys === undefined ? field : { ...field, options: { ...field.options, ...keys } };
	}
	const link = table.fields.find(({ id }) => id === through.linkFieldId);
	// A lookup through a deleted link still names its keys.
	const keys = {
		relationship: link?.options.relationship ?? 'manyOne',
		...((link && keysOf(state, table, link)) ?? columnOf(state, table, through.linkFieldId)),
	};
	return { ...field, lookupOptions: { ...through, ...keys } };
}

export const describeFields = (state: State, table: Table): Field[] =>
	table.fields.map((field) => describeField(state, table, field));

const OWN_KEY = '__id';

const keyFor = (fieldId: string) => `__fk_${fieldId}`;

const columnOf = (state: State, table: Table, fieldId: string) => ({
	fkHostTableName: dbTableName(state, table),
	selfKeyName: OWN_KEY,
	foreignKeyName: keyFor(fieldId),
});

/** The keys of multiple links are in their own table, all others in a column on the side with one record. */
function keysOf(state: State, table: Table, { id, options }: Field) {
	const { relationship, symmetricFieldId, foreignTableId } = options as Record<
		string,
		string | undefined
	>;
	const foreign = state.tables.get(foreignTableId ?? '');
	if (relationship === undefined || foreign === undefined) return undefined;
	const isJunction =
		relationship === 'manyMany' || (relationship === 'oneMany' && symmetricFieldId === undefined);
	if (isJunction) {
		const ids = [id, symmetricFieldId ?? []].flat().sort();
		return {
			fkHostTableName: `${table.baseId}.junction_${ids.join('_')}`,
			selfKeyName: keyFor(symmetricFieldId ?? id.replace('fld', 'rad')),
			foreignKeyName: keyFor(id),
		};
	}
	// If both sides have one record, either may have the column.
	const isHost =
		relationship === 'manyOne' ||
		(relationship === 'oneOne' && (symmetricFieldId === undefined || id < symmetricFieldId));
	if (isHost) return columnOf(state, table, id);
	return {
		fkHostTableName: dbTableName(state, foreign),
		selfKeyName: keyFor(String(symmetricFieldId)),
		foreignKeyName: OWN_KEY,
	};
}
