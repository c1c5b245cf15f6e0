import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperFields,
	ResourceMapperValue,
} from 'n8n-workflow';

import { attemptAsync } from '../../core/attempt';
import type { MapperColumn } from '../../core/parameters';
import { isTool } from '../../core/tool';
import { choicesOf } from '../../teable/schema/cells/cellValue';
import type { Field, Table } from '../../teable/schema/table';
import { fetchTable, isMatchable, isRequired, isWritable } from '../../teable/schema/table';
import { columnKey, idInColumnKey } from './columnKey';
import { whatGoesIn } from './columnHint';
import { CHECKBOX_STATES } from '../checkboxStates';
import { chosenId, connect, isChosen } from '../locators/listSearch';

/** How n8n asks for the value of a Teable field that has no menu; all others are texts, which Teable's names fit in. */
const INPUT_TYPES: Record<string, FieldType> = {
	date: 'dateTime',
	number: 'number',
	rating: 'number',
};

/** What n8n takes for the columns of a mapper. */
type ColumnList = Omit<ResourceMapperFields, 'fields'> & { fields: MapperColumn[] };

/** A column without the key that the mapper keeps it under. */
type Column = Omit<MapperColumn, 'id'>;

/** The columns of the chosen table, for the mappers of Create, Update and Create or Update. */
export const resourceMapping = {
	async getColumns(this: ILoadOptionsFunctions): Promise<ColumnList> {
		return await listColumns(this, (field) => newColumn(this, field));
	},

	async getColumnsToChange(this: ILoadOptionsFunctions): Promise<ColumnList> {
		return await listColumns(this, (field) => existingColumn(this, field));
	},

	async getColumnsToUpdate(this: ILoadOptionsFunctions): Promise<ColumnList> {
		const { fields, ...rest } = await listColumns(this, (field) => existingColumn(this, field));
		return { fields: fields.length > 0 ? [RECORD_ID, ...fields] : fields, ...rest };
	},

	async getColumnsToUpsert(this: ILoadOptionsFunctions): Promise<ColumnList> {
		return await listColumns(this, (field) => ({
			...existingColumn(this, field),
			defaultMatch: field.isPrimary === true,
		}));
	},
};

const RECORD_ID: MapperColumn = {
	id: 'id',
	displayName: 'Record ID',
	required: false,
	defaultMatch: true,
	canBeUsedToMatch: true,
	display: true,
	type: 'string',
	readOnly: true,
};

/**
 * Before a table is chosen there is nothing to list, and nothing to complain of. n8n says no more of an error than
 * "No columns found", so the reason goes into the notice that it shows in place of the columns.
 */
async function listColumns(
	context: ILoadOptionsFunctions,
	toColumn: (field: Field) => Column,
): Promise<ColumnList> {
	if (!isChosen(context, 'tableId')) return { fields: [] };
	const kept = keptMapping(context);
	const table = await attemptAsync(async () => await fetchChosenTable(context));
	if (table instanceof Error) {
		// An empty list would take the place of the columns that n8n has, and of their values.
		if (kept.schema.length > 0) throw table;
		return { fields: [], emptyFieldsNotice: table.message };
	}
	const keys = keptKeys(kept, table);
	const fields = table.fields.filter(isWritable).map((field) => ({
		...toColumn(field),
		id: keys.get(field) ?? columnKey(field),
	}));
	if (fields.length > 0) return { fields };
	return { fields, emptyFieldsNotice: 'This table has no columns that can be written.' };
}

async function fetchChosenTable(context: ILoadOptionsFunctions): Promise<Table> {
	const client = await connect(context);
	const tableId = await chosenId(context, client, 'tableId', "Choose 'Table' first.");
	return await fetchTable(client, tableId);
}

/** What the node's mapper keeps. */
function keptMapping(context: ILoadOptionsFunctions) {
	const kept = context.getCurrentNodeParameter('columns') as
		| Partial<ResourceMapperValue>
		| undefined;
	return {
		schema: kept?.schema ?? [],
		value: kept?.value ?? {},
		matchingColumns: kept?.matchingColumns ?? [],
	};
}

/**
 * The keys under which the node keeps columns already: n8n would lose the values of a column that came back under
 * another one. Version 0.1.0 kept IDs; a workflow that was not made in the editor may have names.
 */
function keptKeys(
	{ schema, value, matchingColumns }: ReturnType<typeof keptMapping>,
	table: Table,
): Map<Field, string> {
	const keys = [...schema.map(({ id }) => id), ...Object.keys(value), ...matchingColumns];
	const byField = new Map<Field, string>();
	for (const key of keys) {
		const field = table.find(idInColumnKey(key) ?? key);
		if (field && key !== RECORD_ID.id && !byField.has(field)) byField.set(field, key);
	}
	return byField;
}

/** A column of a new record. One that the table requires cannot be left alone. */
function newColumn(context: ILoadOptionsFunctions, field: Field): Column {
	const required = isRequired(field);
	return { ...column(context, field, required ? [] : [untouched(defaultOf(field))]), required };
}

/** A column of a record that may exist already, which so need not be given what the table requires. */
const existingColumn = (context: ILoadOptionsFunctions, field: Field): Column =>
	column(context, field, [untouched('Leave Unchanged')]);

/**
 * A column that is not written until the author gives it a value. Its default is left to Teable: as n8n's
 * `defaultValue` it would be written as if the author had typed it, and a date's `now` would block the node.
 *
 * @param first what a menu begins with
 */
function column(
	context: ILoadOptionsFunctions,
	field: Field,
	first: INodePropertyOptions[],
): Column {
	// In the panel of an AI tool n8n lets the model fill texts, but no menus.
	const choices = isTool(context.getNode()) ? undefined : choicesFor(field);
	return {
		name: field.name,
		displayName: labelOf(field),
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: isMatchable(field),
		display: true,
		type: choices ? 'options' : (INPUT_TYPES[field.type] ?? 'string'),
		options: choices && [...first, ...choices],
	};
}

/** n8n 2.41 shows nothing else of a column that could say what goes in. */
function labelOf(field: Field): string {
	const hint = whatGoesIn(field);
	return hint === undefined ? field.name : `${field.name} (${hint})`;
}

/** The choice of no value: n8n stores nothing for it. */
const untouched = (name: string): INodePropertyOptions => ({ name, value: '' });

/** What becomes of a column with a menu in a new record that is given nothing for it. */
function defaultOf(field: Field): string {
	const value = field.options?.defaultValue;
	const choice = choicesFor(field)?.find((candidate) => candidate.value === value);
	return choice ? `Default (${choice.name})` : 'Leave Empty';
}

/**
 * What the menu of a field offers; undefined for a field without one. A checkbox has a menu because n8n presets its
 * own toggle to false, and writes that where the author has touched nothing.
 */
function choicesFor(field: Field): INodePropertyOptions[] | undefined {
	switch (field.type) {
		case 'checkbox':
			return CHECKBOX_STATES;
		case 'singleSelect':
			return choicesOf(field).map((name) => ({ name, value: name }));
		default:
			return undefined;
	}
}
