import { pickBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { closest } from '../../values/closest';
import { quoted } from '../../values/quoted';
import type { Engine } from './engine';
import type { FieldDefinition } from './fieldDefinition';
import { inOrderOfNeed, needsOthers } from './fieldOrder';
import { LOOKUP } from './fieldReferences';

/** The types of fields (1.10 and July 2026), by whether such a field may be the first of a table. */
const TYPES: Record<'first' | 'notFirst', string[]> = {
	first: [
		...['autoNumber', 'createdBy', 'createdTime', 'date', 'formula', 'lastModifiedBy'],
		...['lastModifiedTime', 'longText', 'multipleSelect', 'number', 'rating', 'singleLineText'],
		...['singleSelect', 'user'],
	],
	notFirst: ['attachment', 'button', 'checkbox', 'conditionalRollup', 'link', LOOKUP, 'rollup'],
};

/** What a definition may hold. Teable ignores any other key without a word. */
const KEYS = [
	...['name', 'type', 'description', 'options', 'isLookup', 'lookupOptions'],
	...['unique', 'notNull', 'dbFieldName'],
];

/** What v2 takes; 1.10 and the old engine of 2026 have no such limits. */
const LIMITS = { fields: 500, choices: 1000, name: 100, description: 2000, formula: 8192 };

/**
 * Reads the fields of a table that is to be made. Teable itself makes the second of two names `A 2`, and ignores
 * what it does not know.
 *
 * @returns the fields in an order in which each comes behind those that it is made of, e.g. a formula behind its fields
 * @throws Error that names the field, what is wrong with it and what to do
 */
export function readNewFields(given: unknown, engine: Engine): FieldDefinition[] {
	if (!Array.isArray(given) || given.length === 0) {
		throw new Error('There is no field. Give a list of at least one.');
	}
	const fields = given.map(readNewField);
	checkNames(fields);
	checkFirst(fields);
	if (engine === 'v2') checkLimits(fields);
	return inOrderOfNeed(fields);
}

/** Whether a field may be the primary one of its table. */
export const mayComeFirst = ({ type, isLookup }: FieldDefinition): boolean =>
	isLookup !== true && !TYPES.notFirst.includes(type);

function checkFirst(fields: FieldDefinition[]) {
	const [first] = fields;
	const what = first.isLookup === true ? 'lookup' : `field of the type ${first.type}`;
	if (!mayComeFirst(first)) {
		throw new Error(
			`The field '${first.name}' comes first, and Teable lets no ${what} do so. Put another field before it.`,
		);
	}
	if (!needsOthers(first, fields)) return;
	throw new Error(
		`The field '${first.name}' comes first, and is a formula of other fields, which come after it. Put another field before it.`,
	);
}

function readNewField(given: unknown, index: number): FieldDefinition {
	const which = `Field ${index + 1}`;
	if (typeof given !== 'object' || given === null || Array.isArray(given)) {
		throw new Error(
			`${which} is ${quoted(given)}, which is no object. Give one like {"name": "Amount", "type": "number"}.`,
		);
	}
	const { name, type, ...rest } = given as IDataObject;
	if (typeof name !== 'string' || name.trim() === '') {
		throw new Error(`${which} has no name. Give it one.`);
	}
	if (typeof type !== 'string' || ![...TYPES.first, ...TYPES.notFirst].includes(type)) {
		const likely = closest(String(type), [...TYPES.first, ...TYPES.notFirst], (one) => one);
		throw new Error(
			`The field '${name}' has the type ${quoted(type)}, which Teable does not have. Give it one such as ${likely.map((one) => `'${one}'`).join(', ')}.`,
		);
	}
	const unknown = Object.keys(rest).find((key) => !KEYS.includes(key));
	if (unknown !== undefined) {
		throw new Error(
			`The field '${name}' holds '${unknown}', which Teable would ignore. What belongs to its type goes into 'options', e.g. {"name": "Status", "type": "singleSelect", "options": {"choices": [{"name": "Open"}]}}.`,
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

/** Teable answers 500 to some of these. */
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
				`The field '${name}' needs '${missing}' in '${group}', as it is a ${rest.isLookup === true ? 'lookup' : type}. Add it.`,
			);
		}
	}
}

/** Choices as Teable takes them: a mere name is one too, although Teable answers 500 to it. */
function readChoices(name: string, given: unknown): IDataObject[] {
	if (!Array.isArray(given)) {
		throw new Error(
			`The choices of the field '${name}' are no list. Give one like ["Open", "Done"].`,
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
		throw new Error(`A choice of the field '${name}' has no name. Give it one, or take it out.`);
	}
	const twice = names.find((one, index) => names.indexOf(one) < index);
	if (twice === undefined) return choices;
	throw new Error(`The field '${name}' has the choice ${quoted(twice)} twice. Take one out.`);
}

function checkNames(fields: FieldDefinition[]) {
	const names = fields.map(({ name }) => name);
	const twice = names.find((name, index) => names.indexOf(name) < index);
	if (twice === undefined) return;
	throw new Error(
		`There are two fields with the name '${twice}', and Teable would rename one. Give each a name of its own.`,
	);
}

function checkLimits(fields: FieldDefinition[]) {
	if (fields.length > LIMITS.fields) {
		throw new Error(
			`There are ${fields.length} fields, and this Teable server takes ${LIMITS.fields} at most in a table. Leave some out.`,
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
				`The field '${name.slice(0, 60)}' has ${what} of ${length} characters, and this Teable server takes ${most} at most. Shorten it.`,
			);
		}
		if (choices.length > LIMITS.choices) {
			throw new Error(
				`The field '${name}' has ${choices.length} choices, and this Teable server takes ${LIMITS.choices} at most. Leave some out, or make it a text.`,
			);
		}
	}
}
