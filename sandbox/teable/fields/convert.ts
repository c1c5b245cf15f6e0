import { localized, invalid } from '../../errors';
import type { CellContext } from '../records/cells/cells';
import { choicesOf, completeChoice, type Choice } from '../records/cells/choices';
import { convertCell, keepsChoices } from '../records/cells/convertCell';
import { domainError } from '../records/cells/keys';
import { cellValue } from '../records/cells/values';
import { contextOf } from '../records/writes/write';
import type { Engine, Field, State, Table, TeableRecord } from '../../state';
import { completeOptions, engineOf, isMultiple, lookedUpType, NOT_PRIMARY, typeOf } from './fields';
import type { FieldTerms, FieldType } from './fields';
import { checkLengths } from '../lengths';
import { addMirror, removeMirror } from './mirrors';
import { checkOptions, isIgnored } from './convertRules';

/** Gives a field another type or other options. @throws 400 for a rule that the records break */
export function convertField(state: State, table: Table, field: Field, terms: FieldTerms): Field {
	checkRules(state, table, field, terms);
	if (engineOf(state, table) === 'v2') checkLengths('field', { name: terms.name });
	const isSame =
		(field.isLookup ?? false) === (terms.isLookup ?? false) &&
		(field.isLookup === true || field.type === terms.type);
	if (isSame) checkOptions(state, table, field, terms);
	if (isSame && isIgnored(state, table, field, terms)) return field;
	if (isSame) changeOptions(state, table, field, terms);
	else changeType(state, table, field, terms);
	field.name = terms.name ?? field.name;
	const isKept = state.version === '2026-07';
	for (const rule of ['unique', 'notNull'] as const) {
		// 1.10 drops a rule that isn't sent.
		const value = terms[rule] ?? (isKept ? field[rule] : undefined);
		if (value || (rule === 'unique' && isKept)) field[rule] = value ?? false;
		else delete field[rule];
	}
	return field;
}

/** The answer doesn't mention cells that lose a value. */
function changeType(state: State, table: Table, field: Field, terms: FieldTerms) {
	const type = terms.isLookup ? lookedUpType(state, terms) : typeOf(state, terms);
	checkPrimary(state, table, field, terms.type);
	const before = { ...field };
	const values = valuesOf(state, table, field);
	const context = contextOf(state, table);
	removeMirror(state, field.options);
	const choices = keepsChoices(context, before, terms.type, terms.options?.choices);
	const options = { ...terms.options, ...(choices !== undefined && { choices }) };
	field.type = terms.type;
	field.options = completeOptions(state, table, { ...terms, options }, type);
	if (engineOf(state, table) === 'v2') writeZoneSmall(field);
	become(table, field, terms, type);
	convertCells(context, table, before, field, values);
	if (field.type === 'link') addMirror(state, table, field);
}

/** v2 returns `utc` if a field became a date with the time zone `UTC`, and keeps other time zones. */
function writeZoneSmall(field: Field) {
	const formatting = field.options.formatting as { timeZone?: string } | undefined;
	if (formatting?.timeZone !== 'UTC') return;
	field.options = { ...field.options, formatting: { ...formatting, timeZone: 'utc' } };
}

/** What follows from the type of a field. */
function become(table: Table, field: Field, terms: FieldTerms, type: FieldType) {
	const { isLookup, lookupOptions } = terms;
	for (const key of ['isLookup', 'isComputed', 'lookupOptions', 'isMultipleCellValue']) {
		delete field[key];
	}
	Object.assign(field, {
		cellValueType: type.cellValueType,
		dbFieldType: type.dbFieldType,
		...((type.isComputed || isLookup) && { isComputed: true }),
		...(isLookup && { isLookup }),
		...(lookupOptions && { lookupOptions }),
		...(isMultiple(table, terms, type, field.options) && { isMultipleCellValue: true }),
	});
}

export const valuesOf = (state: State, table: Table, field: Field) =>
	new Map(
		[...table.records.values()].map((record) => [record, cellValue(state, table, record, field)]),
	);

export function convertCells(
	context: CellContext,
	table: Table,
	before: Field,
	after: Field,
	values: Map<TeableRecord, unknown>,
) {
	for (const [{ cells }, value] of values) {
		const cell = convertCell(context, before, after, value);
		if (cell === undefined) delete cells[after.id];
		else cells[after.id] = cell;
	}
	table.lastModifiedTime = context.now.toISOString();
}

function checkPrimary(state: State, table: Table, { isPrimary }: Field, type: string) {
	if (!isPrimary || !NOT_PRIMARY.includes(type)) return;
	const text = `Field type ${type} is not supported as primary field`;
	if (engineOf(state, table) === 'v2') throw broken(text, 'validation.invalid');
	throw localized(state.version, 400, text, 'field.unsupportedPrimaryFieldType', { type });
}

function changeOptions(state: State, table: Table, field: Field, terms: FieldTerms) {
	const engine = engineOf(state, table);
	if (field.isLookup) {
		const { cellValueType, options } = lookedUpType(state, terms);
		// v2 loses the formatting of a lookup.
		const shown = engine === 'v2' ? {} : options;
		const { type, lookupOptions } = terms;
		Object.assign(field, { type, cellValueType, options: shown, lookupOptions });
		return;
	}
	const type = typeOf(state, terms);
	const before = choicesOf(field);
	field.options = optionsAfter(state, table, field, terms);
	field.cellValueType = type.cellValueType;
	if (Array.isArray(field.options.choices)) {
		followChoices(engine, table, field, before, choicesOf(field));
	}
	const isMany = isMultiple(table, terms, type, field.options);
	if (field.type === 'link' && field.isMultipleCellValue && !isMany) {
		const values = valuesOf(state, table, field);
		delete field.isMultipleCellValue;
		convertCells(contextOf(state, table), table, field, field, values);
	}
	if (isMany) field.isMultipleCellValue = true;
	else delete field.isMultipleCellValue;
}

/**
 * 1.10 resets what isn't sent, the old engine only if options are sent at all. v2 keeps everything except what is
 * null.
 */
function optionsAfter(state: State, table: Table, field: Field, terms: FieldTerms) {
	const engine = engineOf(state, table);
	const { options } = terms;
	if (state.version === '1.10.0' || (engine === 'v1' && options !== undefined)) {
		const { symmetricFieldId } = field.options;
		const complete = completeOptions(state, table, terms, typeOf(state, terms));
		return {
			...complete,
			...(field.type === 'link' && symmetricFieldId !== undefined && { symmetricFieldId }),
		};
	}
	const merged = { ...field.options, ...options };
	if (Array.isArray(merged.choices)) merged.choices = merged.choices.map(completeChoice);
	return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

/** Cells refer to a choice by its ID. Those of a removed choice are cleared. */
export function followChoices(
	engine: Engine,
	table: Table,
	field: Field,
	before: Choice[],
	after: Choice[],
) {
	const names = new Map(
		before.map(({ id, name }) => [name, after.find((one) => one.id === id)?.name]),
	);
	for (const { cells } of table.records.values()) {
		const cell = cells[field.id];
		if (cell === undefined) continue;
		const kept = Array.isArray(cell)
			? renamed(engine, cell as string[], names)
			: renamed(engine, [String(cell)], names)[0];
		if (kept === undefined || kept.length === 0) delete cells[field.id];
		else cells[field.id] = kept;
	}
}

/** v2 renames one choice after the other, so two that swap their names become one. */
function renamed(engine: Engine, cell: string[], names: Map<string, string | undefined>): string[] {
	if (engine === 'v1') return cell.flatMap((name) => names.get(name) ?? []);
	let kept = cell.filter((name) => names.get(name) !== undefined);
	for (const [name, after] of names) {
		if (after !== undefined) kept = kept.map((one) => (one === name ? after : one));
	}
	return kept;
}

function checkRules(state: State, table: Table, field: Field, terms: FieldTerms) {
	const isV2 = engineOf(state, table) === 'v2';
	const records = [...table.records.values()];
	if (terms.unique && !field.unique && holdsTwice(records, field)) {
		if (isV2) {
			const message = 'Cannot complete update: unique constraint violated';
			throw broken(message, 'validation.field.unique');
		}
		throw brokenRule(state, table, field, 'unique', 'fieldValueDuplicate');
	}
	if (
		terms.notNull &&
		!field.notNull &&
		records.some(({ cells }) => cells[field.id] === undefined)
	) {
		if (isV2) {
			const message = `Cannot mark field "${field.name}" as required because existing records contain empty values.`;
			throw broken(message, 'validation.field.not_null');
		}
		throw brokenRule(state, table, field, 'not null', 'fieldValueNotNull');
	}
}

function holdsTwice(records: TeableRecord[], field: Field): boolean {
	const values = records.flatMap(({ cells }) => cells[field.id] ?? []);
	return new Set(values).size < values.length;
}

const broken = (message: string, domainCode: string) =>
	domainError(400, 'validation_error', message, domainCode, ['validation']);

/** 1.10 returns the translation key for this one too. */
function brokenRule(state: State, table: Table, field: Field, rule: string, key: string) {
	const text = `Field ${field.id} ${rule} validation failed`;
	const names = { tableName: table.name, fieldName: field.name };
	const error = localized('2026-07', 400, text, `custom.${key}`, names);
	return state.version === '1.10.0' ? invalid(text, error.data) : error;
}
