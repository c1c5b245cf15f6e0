import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { FUNCTION_NAMES, functionsFor } from '../teable/aggregation';
import { OPERATOR_NAMES, kindOf, operatorsFor } from '../teable/filterOperators';
import type { Field, Table } from '../teable/table';
import { fetchTable } from '../teable/table';
import { DATE_OPERATORS } from './filterFields';
import { chosenId, connect } from './listSearch';

/** The fields of the chosen table, and what can be done with the field that is chosen beside. */
export const fieldLists = {
	async getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const { fields } = await chosenTable(this);
		return fields.map(({ id, name }) => ({ name, value: id }));
	},

	async getOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const field = await fieldBeside(this);
		const ownNames = kindOf(field) === 'dateTime' ? OWN_NAMES : {};
		return operatorsFor(field).map((operator) => ({
			name: OPERATOR_NAMES[operator],
			value: ownNames[operator] ?? operator,
		}));
	},

	async getFunctions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return functionsFor(await fieldBeside(this)).map((name) => ({
			name: FUNCTION_NAMES[name],
			value: name,
		}));
	},
};

const OWN_NAMES: Record<string, string | undefined> = Object.fromEntries(
	Object.entries(DATE_OPERATORS).map(([own, operator]) => [operator, own]),
);

async function chosenTable(context: ILoadOptionsFunctions): Promise<Table> {
	const tableId = chosenId(context, 'tableId', "Choose 'Table' first.");
	return await fetchTable(await connect(context), tableId);
}

async function fieldBeside(context: ILoadOptionsFunctions): Promise<Field> {
	const chosen = context.getCurrentNodeParameter('&fieldId');
	const field = typeof chosen === 'string' ? (await chosenTable(context)).find(chosen) : undefined;
	if (!field) throw new Error('Choose the field first.');
	return field;
}
