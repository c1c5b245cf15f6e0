import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { attemptAsync } from '../core/attempt';
import { isTool } from '../core/tool';
import { choicesOf } from '../teable/schema/cellValue';
import type { Field } from '../teable/schema/table';
import { fetchTable, isMatchable, isRequired, isWritable } from '../teable/schema/table';
import { chosenId, connect, isChosen } from './locators/listSearch';

/** How n8n asks for the value of a Teable field that has no menu; all others are texts, which Teable's names fit in. */
const INPUT_TYPES: Record<string, FieldType> = {
	date: 'dateTime',
	number: 'number',
	rating: 'number',
};

/** The columns of the chosen table, for the mappers of Create, Update and Create or Update. */
export const resourceMapping = {
	async getColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		return await listColumns(this, (field) => newColumn(this, field));
	},

	async getColumnsToChange(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		return await listColumns(this, (field) => existingColumn(this, field));
	},

	async getColumnsToUpdate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		const { fields, ...rest } = await listColumns(this, (field) => existingColumn(this, field));
		return { fields: fields.length > 0 ? [RECORD_ID, ...fields] : fields, ...rest };
	},

	async getColumnsToUpsert(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		return await listColumns(this, (field) => ({
			...existingColumn(this, field),
			defaultMatch: field.isPrimary === true,
		}));
	},
};

const RECORD_ID: ResourceMapperField = {
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
	toColumn: (field: Field) => ResourceMapperField,
): Promise<ResourceMapperFields> {
	if (!isChosen(context, 'tableId')) return { fields: [] };
	const found = await attemptAsync(async () => await fetchFields(context));
	if (found instanceof Error) {
		// An empty list would take the place of the columns that n8n has, and of their values.
		if (hasColumns(context)) throw found;
		return { fields: [], emptyFieldsNotice: found.message };
	}
	const fields = found.filter(isWritable).map(toColumn);
	if (fields.length > 0) return { fields };
	return { fields, emptyFieldsNotice: 'This table has no columns that can be written.' };
}

async function fetchFields(context: ILoadOptionsFunctions): Promise<Field[]> {
	const client = await connect(context);
	const tableId = await chosenId(context, client, 'tableId', "Choose 'Table' first.");
	const { fields } = await fetchTable(client, tableId);
	return fields;
}

const hasColumns = (context: ILoadOptionsFunctions): boolean => {
	const schema = context.getCurrentNodeParameter('columns.schema');
	return Array.isArray(schema) && schema.length > 0;
};

/** A column of a new record. One that the table requires cannot be left alone. */
function newColumn(context: ILoadOptionsFunctions, field: Field): ResourceMapperField {
	const required = isRequired(field);
	return { ...column(context, field, required ? [] : [untouched(defaultOf(field))]), required };
}

/** A column of a record that may exist already, which so need not be given what the table requires. */
const existingColumn = (context: ILoadOptionsFunctions, field: Field): ResourceMapperField =>
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
): ResourceMapperField {
	// In the panel of an AI tool n8n lets the model fill texts, but no menus.
	const choices = isTool(context.getNode()) ? undefined : choicesFor(field);
	return {
		id: field.id,
		displayName: field.name,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: isMatchable(field),
		display: true,
		type: choices ? 'options' : (INPUT_TYPES[field.type] ?? 'string'),
		options: choices && [...first, ...choices],
	};
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
			return [
				{ name: 'Checked', value: true },
				{ name: 'Unchecked', value: false },
			];
		case 'singleSelect':
			return choicesOf(field).map((name) => ({ name, value: name }));
		default:
			return undefined;
	}
}
