import type {
	FieldType,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { choicesOf } from '../teable/schema/cellValue';
import type { Field } from '../teable/schema/table';
import { fetchTable, isMatchable, isRequired, isWritable } from '../teable/schema/table';
import { chosenId, connect } from './listSearch';

/** How n8n asks for the value of a Teable field; all others are texts, which Teable's names fit in. */
const INPUT_TYPES: Record<string, FieldType> = {
	checkbox: 'boolean',
	date: 'dateTime',
	number: 'number',
	rating: 'number',
	singleSelect: 'options',
};

/** The columns of the chosen table, for the mappers of Create, Update and Create or Update. */
export const resourceMapping = {
	async getColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		const fields = await fetchFields(this);
		return { fields: fields.filter(isWritable).map((field) => columnOf(field)) };
	},

	async getColumnsToUpdate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		const fields = await fetchFields(this);
		const recordId: ResourceMapperField = {
			id: 'id',
			displayName: 'Record ID',
			required: false,
			defaultMatch: true,
			canBeUsedToMatch: true,
			display: true,
			type: 'string',
			readOnly: true,
		};
		return { fields: [recordId, ...fields.filter(isWritable).map(optionalColumnOf)] };
	},

	async getColumnsToUpsert(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		const fields = await fetchFields(this);
		return {
			fields: fields.filter(isWritable).map((field) => ({
				...optionalColumnOf(field),
				defaultMatch: field.isPrimary === true,
			})),
		};
	},
};

async function fetchFields(context: ILoadOptionsFunctions): Promise<Field[]> {
	const client = await connect(context);
	const tableId = chosenId(context, 'tableId', "Choose 'Table' first.");
	const { fields } = await fetchTable(client, tableId);
	return fields;
}

const columnOf = (field: Field): ResourceMapperField => ({
	id: field.id,
	displayName: field.name,
	required: isRequired(field),
	defaultMatch: false,
	canBeUsedToMatch: isMatchable(field),
	display: true,
	type: INPUT_TYPES[field.type] ?? 'string',
	options:
		field.type === 'singleSelect'
			? choicesOf(field).map((name) => ({ name, value: name }))
			: undefined,
	defaultValue: (field.options?.defaultValue as ResourceMapperField['defaultValue']) ?? undefined,
});

/** A record that exists already need not be given every required column. */
const optionalColumnOf = (field: Field): ResourceMapperField => ({
	...columnOf(field),
	required: false,
	defaultValue: undefined,
});
