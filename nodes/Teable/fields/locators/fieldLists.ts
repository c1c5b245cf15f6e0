import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { FUNCTION_NAMES, functionsFor } from '../../teable/reading/aggregation';
import { OPERATOR_NAMES, kindOf, operatorsFor } from '../../teable/filter/filterOperators';
import { listUsers } from '../../teable/reading/users';
import { fieldChoice, partsOfChoice } from '../../teable/schema/fieldChoice';
import type { Field, Table } from '../../teable/schema/table';
import { fetchTable, isLink } from '../../teable/schema/table';
import { DATE_OPERATORS } from '../filterFields';
import { chosenId, connect } from './listSearch';

/** Stands for the user that the credential belongs to, in a list of users. */
export const OWN_ACCOUNT = 'own';

/** The fields of the chosen table, and what can be done with the field that is chosen beside. */
export const fieldLists = {
	async getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const table = await chosenTable(this);
		const stored = storedChoices(this.getCurrentNodeParameters());
		return table.fields.flatMap((field) => entriesOf(field, table, stored));
	},

	async getLinkFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const { fields } = await chosenTable(this);
		return fields.filter(isLink).map(({ id, name }) => ({ name, value: id }));
	},

	async getAttachmentFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const { fields } = await chosenTable(this);
		return fields
			.filter(({ type }) => type === 'attachment')
			.map(({ id, name }) => ({ name, value: id }));
	},

	async getOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const field = await fieldBeside(this);
		if (!field) return [];
		const ownNames = kindOf(field) === 'dateTime' ? OWN_NAMES : {};
		return operatorsFor(field).map((operator) => ({
			name: OPERATOR_NAMES[operator],
			value: ownNames[operator] ?? operator,
		}));
	},

	async getUsers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = await connect(this);
		const tableId = await chosenId(this, client, 'tableId', "Choose 'Table' first.");
		const users = (await listUsers(client, tableId, undefined)) ?? [];
		const own = { name: "This Credential's Account", value: OWN_ACCOUNT };
		return [own, ...users.map(({ id, title }) => ({ name: title, value: id }))];
	},

	async getFunctions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const field = await fieldBeside(this);
		if (!field) return [];
		return functionsFor(field).map((name) => ({
			name: FUNCTION_NAMES[name],
			value: name,
		}));
	},
};

/** The entry for a field, and further ones for it as the node has stored it: n8n marks what the list lacks in red. */
function entriesOf(field: Field, table: Table, stored: Set<string>): INodePropertyOptions[] {
	const { name } = field;
	const value = fieldChoice(field);
	const others = [...stored].filter((choice) => choice !== value && table.find(choice) === field);
	return [
		{ name, value },
		...others.map((choice) => {
			const keptName = partsOfChoice(choice)?.name;
			const description =
				keptName === undefined
					? 'As it is stored here: by its ID alone, and so not found in a copy of the base'
					: `As it is stored here: chosen as '${keptName}'`;
			return { name, value: choice, description };
		}),
	];
}

/** The fields that a node's parameters hold; the mapper and locators keep their own names. */
function storedChoices(parameters: unknown): Set<string> {
	if (typeof parameters === 'string') {
		return new Set(partsOfChoice(parameters) ? [parameters] : []);
	}
	if (typeof parameters !== 'object' || parameters === null) return new Set();
	if ('__rl' in parameters || 'mappingMode' in parameters) return new Set();
	return new Set(Object.values(parameters).flatMap((inner) => [...storedChoices(inner)]));
}

const OWN_NAMES: Record<string, string | undefined> = Object.fromEntries(
	Object.entries(DATE_OPERATORS).map(([own, operator]) => [operator, own]),
);

async function chosenTable(context: ILoadOptionsFunctions): Promise<Table> {
	const client = await connect(context);
	const tableId = await chosenId(context, client, 'tableId', "Choose 'Table' first.");
	return await fetchTable(client, tableId);
}

/** Undefined while none is chosen; n8n's editor would show an error as "Error fetching options" only. */
async function fieldBeside(context: ILoadOptionsFunctions): Promise<Field | undefined> {
	const chosen = context.getCurrentNodeParameter('&fieldId');
	return typeof chosen === 'string' ? (await chosenTable(context)).find(chosen) : undefined;
}
