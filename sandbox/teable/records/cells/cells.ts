import { z, type ZodIssue, type ZodTypeAny } from 'zod';
import { invalid } from '../../../errors';
import type { Engine, Field, State, Table } from '../../../state';
import { inTheWordsOfZod4 } from '../../../validation';
import { choicesOf } from './choices';
import { readDate } from './dates';
import { domainError } from './keys';

/** The context for converting a cell. */
export interface CellContext {
	state: State;
	engine: Engine;
	table: Table;
	/** The time of the request. */
	now: Date;
}

/** Types for which checking the JavaScript type is enough. Most cells then need no schema. */
const PLAIN: Record<string, string> = {
	singleLineText: 'string',
	longText: 'string',
	number: 'number',
	checkbox: 'boolean',
};

/**
 * Accepts a value without typecast. Returns the value to store; undefined for an empty cell.
 * @throws 400 for a value of another type; the old engine doesn't name the field
 */
export function strictCell(context: CellContext, field: Field, value: unknown): unknown {
	if (value === null || value === undefined) return undefined;
	if (field.type === 'date') return strictDate(context, field, value);
	const plain = PLAIN[field.type];
	if (!plain || typeof value !== plain || !isFinite(value)) {
		const parsed = cellSchema(context.engine, field).safeParse(value);
		if (!parsed.success) throw invalidValue(context.engine, field, value, parsed.error.issues);
	}
	return emptied(context.engine, field, value);
}

const isFinite = (value: unknown) => typeof value !== 'number' || Number.isFinite(value);

/** What counts as empty. v2 stores empty text and an empty list. */
function emptied(engine: Engine, field: Field, value: unknown): unknown {
	if (value === false) return undefined;
	if (engine === 'v1' && typeof value === 'string') return keptText(field, value);
	if (engine === 'v2' && field.type === 'link' && Array.isArray(value) && value.length === 0) {
		return undefined;
	}
	return value;
}

/** The old engine removes white space at the ends of text, and replaces line breaks in single-line text. */
export function keptText({ type }: Field, text: string): string | undefined {
	if (type !== 'singleLineText' && type !== 'longText') return text === '' ? undefined : text;
	const trimmed = text.trim();
	if (trimmed === '') return undefined;
	return type === 'singleLineText' ? trimmed.replace(/[\n\t]/g, ' ') : trimmed;
}

function strictDate({ engine, now }: CellContext, field: Field, value: unknown) {
	if (value === '') return undefined;
	const date =
		engine === 'v2' && typeof value !== 'string' ? undefined : readDate(engine, field, value, now);
	if (date !== undefined || engine === 'v1') return date;
	const message = typeof value === 'string' ? 'Invalid ISO datetime' : 'Invalid input';
	throw invalidValue(engine, field, value, [{ code: 'custom', path: [], message }]);
}

function cellSchema(engine: Engine, field: Field): ZodTypeAny {
	switch (field.type) {
		case 'number':
			return z.number().finite();
		case 'checkbox':
			return z.boolean();
		case 'rating':
			return z
				.number()
				.int()
				.min(1)
				.max(Number(field.options.max ?? 5));
		case 'singleSelect':
			return choiceSchema(engine, field);
		case 'multipleSelect':
			return engine === 'v1' ? choicesSchemaV1(field) : z.array(choiceSchema(engine, field));
		case 'user':
			return many(field, engine, z.object({ id: z.string(), title: z.string() }));
		case 'link':
			return many(field, engine, z.object({ id: linkId(engine) }));
		case 'attachment':
			return many(field, engine, attachmentSchema(engine));
		case 'button':
			return z.object({ count: z.number() });
		default:
			return z.string();
	}
}

const many = (field: Field, engine: Engine, item: ZodTypeAny) =>
	!field.isMultipleCellValue ? item : engine === 'v1' ? z.array(item).min(1) : z.array(item);

/** The old engine checks the format of IDs. v2 lets the database refuse them. */
const linkId = (engine: Engine) => (engine === 'v1' ? z.string().startsWith('rec') : z.string());

const attachmentSchema = (engine: Engine) =>
	engine === 'v2'
		? z.object({ name: z.string(), token: z.string() })
		: z.object({
				id: z.string(),
				name: z.string(),
				path: z.string(),
				token: z.string(),
				size: z.number(),
				mimetype: z.string(),
			});

function choiceSchema(engine: Engine, field: Field): ZodTypeAny {
	const names = choicesOf(field).map(({ name }) => name);
	if (engine === 'v2') {
		const [first = '', ...others] = choicesOf(field).flatMap(({ id, name }) => [id, name]);
		return z.enum([first, ...others]);
	}
	return z.string().superRefine((name, check) => {
		if (names.includes(name)) return;
		check.addIssue({ code: 'custom', message: `${name} is not one of the choice names` });
	});
}

function choicesSchemaV1(field: Field) {
	const names = choicesOf(field).map(({ name }) => name);
	return z
		.array(z.string())
		.min(1)
		.superRefine((given, check) => {
			const index = given.findIndex((name) => !names.includes(name));
			if (index < 0) return;
			const message = `${given.join(',')} is not one of the choice names`;
			check.addIssue({ code: 'custom', path: [index], message });
		});
}

function invalidValue(engine: Engine, field: Field, value: unknown, issues: ZodIssue[]) {
	if (engine === 'v1') {
		const texts = issues.map((issue) => issue.message + placeV1(issue.path));
		return invalid(`Validation error: ${texts.join('; ')}`);
	}
	const texts = issues.map((issue) => `✖ ${inTheWordsOfZod4(issue)}${placeV2(issue.path)}`);
	return domainError(
		400,
		'validation_error',
		`Invalid value for field "${field.name}": ${texts.join('\n')}`,
		'validation.field.invalid_value',
		['validation'],
		{
			fieldId: field.id,
			fieldName: field.name,
			fieldType: field.type,
			providedValue: value,
			zodError: issues.map(({ code, path, message }) => ({ code, path, message })),
		},
	);
}

const placeV1 = (path: Array<string | number>) =>
	path.length === 0
		? ''
		: path.length === 1 && typeof path[0] === 'number'
			? ` at index ${path[0]}`
			: ` at "${pathText(path)}"`;

const placeV2 = (path: Array<string | number>) =>
	path.length === 0 ? '' : `\n  → at ${pathText(path)}`;

const pathText = (path: Array<string | number>) =>
	path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i > 0 ? `.${key}` : key)).join('');
