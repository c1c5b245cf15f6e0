import { lowerCase } from 'lodash';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import { isTool } from '../../core/tool';
import { FUNCTION_NAMES, functionsFor } from '../../teable/reading/figures/aggregation';
import { OPERATOR_NAMES, kindOf, operatorsFor } from '../../teable/filter/filterOperators';
import { listUsers } from '../../teable/reading/names/users';
import { choiceNames } from '../../teable/schema/choices';
import { fieldChoice, partsOfChoice } from '../../teable/schema/fieldChoice';
import type { Field, Table } from '../../teable/schema/table';
import { isLink, isMatchable } from '../../teable/schema/table';
import { CHECKBOX_STATES } from '../checkboxStates';
import { nameInEditor, operatorNamed } from '../filter/editorOperators';
import { chosenId, connect, fetchTableForList, isChosen } from './editor';
import { tableLocator } from '../locators/tableLocators';

/** The credential's user, in a list of users. */
export const OWN_ACCOUNT = 'own';

/**
 * The fields of the chosen table, and the operators, functions and values for the field next to them. n8n marks a
 * value that is not in the list as wrong, so the lists of a single choice include the empty value.
 */
export const fieldLists = {
	/** For multiple choice. */
	async getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listSome(this, () => true);
	},

	/** For single choice. */
	async getField(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await withTypes(this, 'Choose a Field');
	},

	/** For a single field that can identify a record. */
	async getMatchableFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await withTypes(this, 'Choose a Field', isMatchable);
	},

	/** For an optional single choice. */
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
		// In the panel of an AI tool, n8n lets the model fill text boxes, but not lists.
		const withList = !isTool(this.getNode());
		const operators = operatorsFor(field).map((operator) => ({
			name: OPERATOR_NAMES[operator],
			value: nameInEditor(operator, field, withList),
		}));
		return [empty('Choose an Operator'), ...operators, ...storedOperator(this, operators)];
	},

	/** For a single value to compare the field with. */
	async getValue(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return [empty('Choose a Value'), ...(await listValues(this))];
	},

	/** For multiple values, likewise. */
	async getValues(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listValues(this);
	},

	async getUsers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const own = { name: "This Credential's Account", value: OWN_ACCOUNT };
		return isChosen(this, tableLocator) ? [own, ...(await listTableUsers(this))] : [own];
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
	if (!isChosen(context, tableLocator)) return [empty('Choose a Table First')];
	const nameOf = ({ name, type }: Field) => `${name} (${lowerCase(type)})`;
	return [empty(first), ...(await listFields(context, fits, nameOf))];
}

async function listSome(
	context: ILoadOptionsFunctions,
	fits: (field: Field) => boolean,
): Promise<INodePropertyOptions[]> {
	return isChosen(context, tableLocator) ? await listFields(context, fits, ({ name }) => name) : [];
}

async function listFields(
	context: ILoadOptionsFunctions,
	fits: (field: Field) => boolean,
	nameOf: (field: Field) => string,
): Promise<INodePropertyOptions[]> {
	const table = await fetchTableForList(context);
	const stored = storedChoices(context.getCurrentNodeParameters());
	return table.fields
		.filter(fits)
		.flatMap((field) => entriesOf(field, nameOf(field), table, stored));
}

/** The entry for a field, and entries for the same field as stored in the node: n8n marks values that are not listed in red. */
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
					? 'As stored in this node: only by ID, so it is not found in a copy of the base'
					: `As stored in this node, chosen as '${keptName}'`;
			return { name, value: choice, description };
		}),
	];
}

/** The fields stored in a node's parameters, except in the mapper and in locators, which store names themselves. */
function storedChoices(parameters: unknown): Set<string> {
	if (typeof parameters === 'string') {
		return new Set(partsOfChoice(parameters) ? [parameters] : []);
	}
	if (typeof parameters !== 'object' || parameters === null) return new Set();
	if ('__rl' in parameters || 'mappingMode' in parameters) return new Set();
	return new Set(Object.values(parameters).flatMap((inner) => [...storedChoices(inner)]));
}

/** The stored operator, if the list has it under another name: n8n marks values that are not listed in red. */
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
			description: 'As stored in this node, with a typed value instead of one from a list',
		}));
}

/** The possible values of the field. */
async function listValues(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const field = await fieldBeside(context);
	switch (field && kindOf(field)) {
		case 'boolean':
			return CHECKBOX_STATES;
		case 'select':
			return choiceNames(field as Field).map((name) => ({ name, value: name }));
		case 'user':
			return await listTableUsers(context);
		default:
			return [];
	}
}

/** The users of the base of the chosen table; none if the credential cannot read them. */
async function listTableUsers(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const client = await connect(context);
	const tableId = await chosenId(context, client, tableLocator);
	const users = (await listUsers(client, tableId, undefined)) ?? [];
	return users.map(({ id, title }) => ({ name: title, value: id }));
}

/** Undefined while none is chosen. */
async function fieldBeside(context: ILoadOptionsFunctions): Promise<Field | undefined> {
	const held = context.getCurrentNodeParameter('&fieldId');
	const chosen = isResourceLocatorValue(held) ? held.value : held;
	return typeof chosen === 'string' && chosen !== '' && isChosen(context, tableLocator)
		? (await fetchTableForList(context)).find(chosen)
		: undefined;
}
