import { pickBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { closest } from '../../../values/closest';
import { isObject } from '../../../values/objects';
import { quoted } from '../../../values/quoted';
import type { Engine } from '../engine';
import type { FieldDefinition } from './fieldDefinition';
import { inDependencyOrder, dependsOnOthers } from './fieldOrder';
import { LOOKUP } from './fieldReferences';
import { LIMITS } from './limits';

/** The types of fields (1.10 and July 2026), by whether such a field can be the first of a table. */
const TYPES: Record<'first' | 'notFirst', string[]> = {
	first: [
		...['autoNumber', 'createdBy', 'createdTime', 'date', 'formula', 'lastModifiedBy'],
		...['lastModifiedTime', 'longText', 'multipleSelect', 'number', 'rating', 'singleLineText'],
		...['singleSelect', 'user'],
	],
	notFirst: ['attachment', 'button', 'checkbox', 'conditionalRollup', 'link', LOOKUP, 'rollup'],
};

/** The keys of a definition. Teable silently ignores any other key. */
const KEYS = [
	...['name', 'type', 'description', 'options', 'isLookup', 'lookupOptions'],
	...['unique', 'notNull', 'dbFieldName'],
];

/**
 * Reads the fields of a new table. Without these checks, Teable would rename the second of two equal names to `A 2`, and
 * ignore unknown keys.
 *
 * @returns the fields in an order in which each comes after those that it depends on, e.g. a formula after its fields
 * @throws Error that names the field, the problem and how to fix it
 */
export function readNewFields(given: unknown, engine: Engine): FieldDefinition[] {
	if (!Array.isArray(given) || given.length === 0) {
		throw new Error('The table has no fields. Add at least one.');
	}
	const fields = given.map(readNewField);
	checkNames(fields);
	checkFirst(fields);
	if (engine === 'v2') checkLimits(fields);
	return inDependencyOrder(fields);
}

/** Whether a field can be the primary field of its table. */
export const canBePrimary = ({ type, isLookup }: FieldDefinition): boolean =>
	isLookup !== true && !TYPES.notFirst.includes(type);

function checkFirst(fields: FieldDefinition[]) {
	const [first] = fields;
	const what = first.isLookup === true ? 'A lookup' : `A field of the type ${first.type}`;
	if (!canBePrimary(first)) {
		throw new Error(
			`${what} cannot be the first field of a table, as '${first.name}' is. Put another field before it.`,
		);
	}
	if (!dependsOnOthers(first, fields)) return;
	throw new Error(
		`The first field '${first.name}' is a formula that uses later fields. Put another field before it.`,
	);
}

function readNewField(given: unknown, index: number): FieldDefinition {
	const which = `Field ${index + 1}`;
	if (!isObject(given)) {
		throw new Error(
			`${which} is ${quoted(given)}, which is not an object. Use an object such as {"name": "Amount", "type": "number"}.`,
		);
	}
	const { name, type, ...rest } = given;
	if (typeof name !== 'string' || name.trim() === '') {
		throw new Error(`${which} has no name. Add one.`);
	}
	if (typeof type !== 'string' || ![...TYPES.first, ...TYPES.notFirst].includes(type)) {
		const likely = closest(String(type), [...TYPES.first, ...TYPES.notFirst], (one) => one);
		throw new Error(
			`The field '${name}' has the type ${quoted(type)}, which Teable does not have. Use a type such as ${likely.map((one) => `'${one}'`).join(', ')}.`,
		);
	}
	const unknown = Object.keys(rest).find((key) => !KEYS.includes(key));
	if (unknown !== undefined) {
		throw new Error(
			`The field '${name}' contains '${unknown}', which Teable would ignore. Put the settings of its type under 'options', e.g. {"name": "Status", "type": "singleSelect", "options": {"choices": [{"name": "Open"}]}}.`,
		);
	}
	if (type === LOOKUP) rest.isLookup = true;
	checkNeeds(name, type, rest);
	const { choices } = (rest.options ?? {}) as IDataObject;
	return {
		...pickBy(rest, (value) => value !== undefined && value !== null),
		...{ name: name.trim(), type },
		...(choices !== undefined && {
			options: { ...(rest.options as IDataObject), choices: readChoices(name, choices) },
		}),
	};
}

/** Without these, Teable sometimes answers 500. */
function checkNeeds(name: string, type: string, rest: IDataObject) {
	const options = (rest.options ?? {}) as IDataObject;
	const lookupOptions = (rest.lookupOptions ?? {}) as IDataObject;
	const needs: Array<[boolean, string, IDataObject, string[]]> = [
		[type === 'formula' && rest.isLookup !== true, 'options', options, ['expression']],
		[
			type === 'link' && rest.isLookup !== true,
			'options',
			options,
			['relationship', 'foreignTableId'],
		],
		[type === 'rollup', 'options', options, ['expression']],
		[
			type === 'rollup' || rest.isLookup === true,
			'lookupOptions',
			lookupOptions,
			['linkFieldId', 'lookupFieldId'],
		],
	];
	for (const [applies, group, values, keys] of needs) {
		const missing = applies ? keys.find((key) => typeof values[key] !== 'string') : undefined;
		if (missing !== undefined) {
			throw new Error(
				`The field '${name}' is a ${rest.isLookup === true ? 'lookup' : type} and requires '${missing}' in '${group}'. Add it.`,
			);
		}
	}
}

/** Choices in the form that Teable accepts. Here a name alone is enough, which Teable answers with 500. */
function readChoices(name: string, given: unknown): IDataObject[] {
	if (!Array.isArray(given)) {
		throw new Error(
			`The choices of the field '${name}' are not a list. Use a list such as ["Open", "Done"].`,
		);
	}
	const choices = given.map(
		(choice: unknown): IDataObject =>
			typeof choice === 'object' && choice !== null
				? (choice as IDataObject)
				: { name: choice as string },
	);
	const names = choices.map((choice) => choice.name);
	const nameless = names.find((one) => typeof one !== 'string' || one.trim() === '');
	if (nameless !== undefined || names.includes(undefined)) {
		throw new Error(
			`A choice of the field '${name}' has no name. Add a name, or remove the choice.`,
		);
	}
	const twice = names.find((one, index) => names.indexOf(one) < index);
	if (twice === undefined) return choices;
	throw new Error(`The field '${name}' has the choice ${quoted(twice)} twice. Remove one of them.`);
}

function checkNames(fields: FieldDefinition[]) {
	const names = fields.map(({ name }) => name);
	const twice = names.find((name, index) => names.indexOf(name) < index);
	if (twice === undefined) return;
	throw new Error(
		`Two fields have the name '${twice}', so Teable would rename one of them. Use different names.`,
	);
}

function checkLimits(fields: FieldDefinition[]) {
	if (fields.length > LIMITS.fields) {
		throw new Error(
			`There are ${fields.length} fields, but this Teable server allows only ${LIMITS.fields} per table. Remove some.`,
		);
	}
	for (const { name = '', description = '', options = {} } of fields) {
		const choices = (options.choices ?? []) as Array<{ name: string }>;
		const lengths: Array<[string, number, number]> = [
			['a name', name.length, LIMITS.name],
			['a description', description.length, LIMITS.description],
			['a formula', String(options.expression ?? '').length, LIMITS.formula],
			...choices.map((choice): [string, number, number] => [
				'a choice',
				choice.name.length,
				LIMITS.name,
			]),
		];
		const tooLong = lengths.find(([, length, most]) => length > most);
		if (tooLong) {
			const [what, length, most] = tooLong;
			throw new Error(
				`The field ${quoted(name)} has ${what} of ${length} characters, but this Teable server allows only ${most}. Shorten it.`,
			);
		}
		if (choices.length > LIMITS.choices) {
			throw new Error(
				`The field '${name}' has ${choices.length} choices, but this Teable server allows only ${LIMITS.choices}. Remove some, or use a text field.`,
			);
		}
	}
}
