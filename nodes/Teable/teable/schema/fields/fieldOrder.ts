import type { FieldDefinition } from './fieldDefinition';
import { LOOKUP } from './fieldReferences';
import { formulaWithIds, referencesOf } from './formula';
import type { Field } from '../table';
import { Table, isLink } from '../table';

/**
 * Orders the fields of a new table so that each comes after those that it depends on, e.g. a formula after the fields in
 * it.
 *
 * @throws Error if a field refers to one that is not among them, a formula cannot be read, or fields depend on each other
 */
export function inDependencyOrder(definitions: FieldDefinition[]): FieldDefinition[] {
	const needs = new Map(definitions.map((one) => [one, neededBy(one, definitions)]));
	const left = [...definitions];
	const ordered: FieldDefinition[] = [];
	while (left.length > 0) {
		const next = left.findIndex((one) => needs.get(one)?.every((other) => ordered.includes(other)));
		if (next === -1) {
			throw new Error(
				`The fields ${left.map(({ name }) => `'${name}'`).join(', ')} depend on each other. Create one of them without the others.`,
			);
		}
		ordered.push(...left.splice(next, 1));
	}
	return ordered;
}

/** Whether a field depends on others, or on another table, so that the table must exist first. */
export const dependsOnOthers = (field: FieldDefinition, all: FieldDefinition[]): boolean =>
	['link', 'conditionalRollup'].includes(field.type) || neededBy(field, all).length > 0;

function neededBy(definition: FieldDefinition, all: FieldDefinition[]): FieldDefinition[] {
	const { name, type, isLookup, options, lookupOptions } = definition;
	try {
		if (isLookup === true || type === LOOKUP || type === 'rollup') {
			return [linkOf(String(lookupOptions?.linkFieldId), all)];
		}
		if (type !== 'formula') return [];
		const expression = formulaWithIds(String(options?.expression), asTable(all));
		return referencesOf(expression).map((id) => all[Number(id.slice('fld'.length))]);
	} catch (error) {
		throw inField(name, error as Error);
	}
}

function inField(name: string | undefined, error: Error): Error {
	error.message = `Field '${name}': ${error.message}`;
	return error;
}

function linkOf(name: string, all: FieldDefinition[]): FieldDefinition {
	const links = all.filter(isLink);
	const link = links.find((one) => one.name === name);
	if (link) return link;
	const there = links.map((one) => `'${one.name}'`).join(', ');
	throw new Error(
		`Its link field '${name}' is not one of the fields. ${there ? `The link fields are ${there}` : 'Add a link field first'}.`,
	);
}

/** A stand-in for the table, to read formulas with; its IDs are the positions of the fields. */
const asTable = (definitions: FieldDefinition[]): Table =>
	new Table(
		'',
		definitions.map(
			({ name = '', type }, index): Field => ({
				...{ id: `fld${index}`, name, type, cellValueType: 'string' },
			}),
		),
	);
