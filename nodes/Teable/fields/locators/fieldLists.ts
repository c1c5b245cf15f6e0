import { lowerCase } from 'lodash';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import { isTool } from '../../core/tool';
import { FUNCTION_NAMES, functionsFor } from '../../teable/reading/figures/aggregation';
import { OPERATOR_NAMES, kindOf, operatorsFor } from '../../teable/filter/filterOperators';
import { listUsers } from '../../teable/reading/names/users';
import { choicesOf } from '../../teable/schema/cells/cellValue';
import { fieldChoice, partsOfChoice } from '../../teable/schema/fieldChoice';
import type { Field, Table } from '../../teable/schema/table';
import { fetchTable, isLink, isMatchable } from '../../teable/schema/table';
import { CHECKBOX_STATES } from '../checkboxStates';
import { nameInEditor, operatorNamed } from '../filter/editorOperators';
import { chosenId, connect, isChosen } from './listSearch';

/** Stands for the user that the credential belongs to, in a list of users. */
export const OWN_ACCOUNT = 'own';

/**
 * The fields of the chosen table, and what can be done with the field that is chosen beside. n8n marks a value that is
 * not in the list as wrong, so a list to choose one from begins with the empty value: nobody has filled it in wrongly.
 */
export const fieldLists = {
	/** To choose several from. */
	async getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listSome(this, () => true);
	},

	/** To choose one from. */
	async getField(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await withTypes(this, 'Choose a Field');
	},

	/** To choose one from that tells which record is meant. */
	async getMatchableFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await withTypes(this, 'Choose a Field', isMatchable);
	},

	/** To choose one from, or none. */
	async getOptionalField(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await withTypes(this, 'Leave Empty');
	},

	async getLinkFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listSome(this, isLink);
	},

	async getAttachmentFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listSome(this, ({ type }) => type === 'attachment');
	},

	async getOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const field = await fieldBeside(this);
		if (!field) return [empty('Choose a Field First')];
		// In the panel of an AI tool n8n lets the model fill texts, but no lists.
		const withList = !isTool(this.getNode());
		const operators = operatorsFor(field).map((operator) => ({
			name: OPERATOR_NAMES[operator],
			value: nameInEditor(operator, field, withList),
		}));
		return [empty('Choose an Operator'), ...operators, ...storedOperator(this, operators)];
	},

	/** To choose one from that the field beside is compared with. */
	async getValue(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return [empty('Choose a Value'), ...(await listValues(this))];
	},

	/** To choose several from, likewise. */
	async getValues(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listValues(this);
	},

	async getUsers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const own = { name: "This Credential's Account", value: OWN_ACCOUNT };
		return isChosen(this, 'tableId') ? [own, ...(await listTableUsers(this))] : [own];
	},

	async getFunctions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const field = await fieldBeside(this);
		if (!field) return [empty('Choose a Field First')];
		const functions = functionsFor(field).map((name) => ({
			name: FUNCTION_NAMES[name],
			value: name,
		}));
		return [empty('Choose a Function'), ...functions];
	},
};

const empty = (name: string): INodePropertyOptions => ({ name, value: '' });

async function withTypes(
	context: ILoadOptionsFunctions,
	first: string,
	fits: (field: Field) => boolean = () => true,
): Promise<INodePropertyOptions[]> {
	if (!isChosen(context, 'tableId')) return [empty('Choose a Table First')];
	const nameOf = ({ name, type }: Field) => `${name} (${lowerCase(type)})`;
	return [empty(first), ...(await listFields(context, fits, nameOf))];
}

async function listSome(
	context: ILoadOptionsFunctions,
	fits: (field: Field) => boolean,
): Promise<INodePropertyOptions[]> {
	return isChosen(context, 'tableId') ? await listFields(context, fits, ({ name }) => name) : [];
}

async function listFields(
	context: ILoadOptionsFunctions,
	fits: (field: Field) => boolean,
	nameOf: (field: Field) => string,
): Promise<INodePropertyOptions[]> {
	const table = await chosenTable(context);
	const stored = storedChoices(context.getCurrentNodeParameters());
	return table.fields
		.filter(fits)
		.flatMap((field) => entriesOf(field, nameOf(field), table, stored));
}

/** The entry for a field, and further ones for it as the node has stored it: n8n marks what the list lacks in red. */
function entriesOf(
	field: Field,
	name: string,
	table: Table,
	stored: Set<string>,
): INodePropertyOptions[] {
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

/** The operator as the node has stored it, where the list has it under another name: n8n marks what the list lacks in red. */
function storedOperator(
	context: ILoadOptionsFunctions,
	operators: INodePropertyOptions[],
): INodePropertyOptions[] {
	const stored = context.getCurrentNodeParameter('&operator');
	if (typeof stored !== 'string' || operators.some(({ value }) => value === stored)) return [];
	const operator = operatorNamed(stored);
	return operators
		.filter(({ value }) => operatorNamed(String(value)) === operator)
		.map(({ name }) => ({
			name: `${name} (Typed Value)`,
			value: stored,
			description: 'As it is stored here, with a typed value instead of one from a list',
		}));
}

/** What the cells of the field beside can hold. */
async function listValues(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const field = await fieldBeside(context);
	switch (field && kindOf(field)) {
		case 'boolean':
			return CHECKBOX_STATES;
		case 'select':
			return choicesOf(field as Field).map((name) => ({ name, value: name }));
		case 'user':
			return await listTableUsers(context);
		default:
			return [];
	}
}

/** The users of the base that holds the chosen table; none where the credential may not read them. */
async function listTableUsers(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const client = await connect(context);
	const tableId = await chosenId(context, client, 'tableId', "Choose 'Table' first.");
	const users = (await listUsers(client, tableId, undefined)) ?? [];
	return users.map(({ id, title }) => ({ name: title, value: id }));
}

async function chosenTable(context: ILoadOptionsFunctions): Promise<Table> {
	const client = await connect(context);
	const tableId = await chosenId(context, client, 'tableId', "Choose 'Table' first.");
	return await fetchTable(client, tableId);
}

/** Undefined while none is chosen. */
async function fieldBeside(context: ILoadOptionsFunctions): Promise<Field | undefined> {
	const held = context.getCurrentNodeParameter('&fieldId');
	const chosen = isResourceLocatorValue(held) ? held.value : held;
	return typeof chosen === 'string' && chosen !== '' && isChosen(context, 'tableId')
		? (await chosenTable(context)).find(chosen)
		: undefined;
}
