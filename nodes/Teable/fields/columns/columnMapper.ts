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
import { choiceNames } from '../../teable/schema/choices';
import type { Field, Table } from '../../teable/schema/table';
import { isMatchable, isRequired, isWritable } from '../../teable/schema/table';
import { columnKey, idInColumnKey } from './columnKey';
import { whatGoesIn } from './columnHint';
import { CHECKBOX_STATES } from '../checkboxStates';
import { fetchTableForList, isChosen } from '../lists/editor';
import { tableLocator } from '../locators/tableLocators';

/** The n8n types of fields without a menu; all other fields are text, which names fit in. */
const INPUT_TYPES: Record<string, FieldType> = {
	date: 'dateTime',
	number: 'number',
	rating: 'number',
};

/** The columns of a mapper, as n8n expects them. */
type ColumnList = Omit<ResourceMapperFields, 'fields'> & { fields: MapperColumn[] };

/** A column without its key in the mapper. */
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
 * Before a table is chosen there is nothing to list and no error. For an error n8n only shows "No columns found", so
 * the reason goes into the notice that it shows in place of the columns.
 */
async function listColumns(
	context: ILoadOptionsFunctions,
	toColumn: (field: Field) => Column,
): Promise<ColumnList> {
	if (!isChosen(context, tableLocator)) return { fields: [] };
	const kept = keptMapping(context);
	const table = await attemptAsync(async () => await fetchTableForList(context));
	if (table instanceof Error) {
		// An empty list would replace the columns in the mapper and their values.
		if (kept.schema.length > 0) throw table;
		return { fields: [], emptyFieldsNotice: table.message };
	}
	const keys = keptKeys(kept, table);
	const fields = table.fields.filter(isWritable).map((field) => ({
		...toColumn(field),
		id: keys.get(field) ?? columnKey(field),
	}));
	if (fields.length > 0) return { fields };
	return { fields, emptyFieldsNotice: 'This table has no columns that can be written to.' };
}

/** The stored state of the node's mapper. */
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
 * The keys under which the node already stores columns: n8n would lose the values of a column if its key changed.
 * Version 0.1.0 stored IDs; a workflow that was not created in the editor may have names.
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

/** A column of a new record. A required one must have a value. */
function newColumn(context: ILoadOptionsFunctions, field: Field): Column {
	const required = isRequired(field);
	return { ...column(context, field, required ? [] : [untouched(defaultOf(field))]), required };
}

/** A column of a record that may already exist, so required columns do not need a value. */
const existingColumn = (context: ILoadOptionsFunctions, field: Field): Column =>
	column(context, field, [untouched('Leave Unchanged')]);

/**
 * A column that is only written once the author sets a value. Its default is left to Teable: n8n's `defaultValue`
 * would be written as if the author had typed it, and a date's `now` would block the node.
 *
 * @param first the first options of a menu
 */
function column(
	context: ILoadOptionsFunctions,
	field: Field,
	first: INodePropertyOptions[],
): Column {
	// In the panel of an AI tool, n8n lets the model fill text boxes, but not menus.
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

/** The label is the only place where n8n 2.41 can show a hint for a column. */
function labelOf(field: Field): string {
	const hint = whatGoesIn(field);
	return hint === undefined ? field.name : `${field.name} (${hint})`;
}

/** The option for no value: n8n stores nothing for it. */
const untouched = (name: string): INodePropertyOptions => ({ name, value: '' });

/** The name of the option for no value in a new record. */
function defaultOf(field: Field): string {
	const value = field.options?.defaultValue;
	const choice = choicesFor(field)?.find((candidate) => candidate.value === value);
	return choice ? `Default (${choice.name})` : 'Leave Empty';
}

/**
 * The options of a field's menu; undefined for a field without one. A checkbox has a menu because n8n presets its own
 * toggle to false, and writes that even if the author did not touch it.
 */
function choicesFor(field: Field): INodePropertyOptions[] | undefined {
	switch (field.type) {
		case 'checkbox':
			return CHECKBOX_STATES;
		case 'singleSelect':
			return choiceNames(field).map((name) => ({ name, value: name }));
		default:
			return undefined;
	}
}
