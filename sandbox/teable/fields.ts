import { newChoiceId, newId } from '../ids';
import type { Field, State } from '../state';

/** What a caller gives to make a field. */
export interface FieldTerms {
	name?: string;
	type: string;
	options?: Record<string, unknown>;
	isPrimary?: boolean;
	[property: string]: unknown;
}

interface FieldType {
	cellValueType: 'string' | 'number' | 'boolean' | 'dateTime';
	dbFieldType: 'TEXT' | 'REAL' | 'INTEGER' | 'BOOLEAN' | 'DATETIME' | 'JSON';
	options?: Record<string, unknown>;
	isMultiple?: boolean;
	isComputed?: boolean;
}

const day = { date: 'YYYY-MM-DD', time: 'None', timeZone: 'utc' };

/** The field types that need no other field, with what Teable fills in. */
const FIELD_TYPES: Record<string, FieldType> = {
	singleLineText: { cellValueType: 'string', dbFieldType: 'TEXT' },
	longText: { cellValueType: 'string', dbFieldType: 'TEXT' },
	number: {
		cellValueType: 'number',
		dbFieldType: 'REAL',
		options: { formatting: { type: 'decimal', precision: 2 } },
	},
	singleSelect: { cellValueType: 'string', dbFieldType: 'TEXT', options: { choices: [] } },
	multipleSelect: {
		cellValueType: 'string',
		dbFieldType: 'JSON',
		options: { choices: [] },
		isMultiple: true,
	},
	date: { cellValueType: 'dateTime', dbFieldType: 'DATETIME', options: { formatting: day } },
	checkbox: { cellValueType: 'boolean', dbFieldType: 'BOOLEAN' },
	rating: {
		cellValueType: 'number',
		dbFieldType: 'REAL',
		options: { icon: 'star', color: 'yellowBright', max: 5 },
	},
	user: {
		cellValueType: 'string',
		dbFieldType: 'JSON',
		options: { isMultiple: false, shouldNotify: true },
	},
	attachment: { cellValueType: 'string', dbFieldType: 'JSON', isMultiple: true },
	autoNumber: {
		cellValueType: 'number',
		dbFieldType: 'INTEGER',
		options: { expression: 'AUTO_NUMBER()' },
		isComputed: true,
	},
	createdTime: {
		cellValueType: 'dateTime',
		dbFieldType: 'DATETIME',
		options: { expression: 'CREATED_TIME()', formatting: day },
		isComputed: true,
	},
	lastModifiedTime: {
		cellValueType: 'dateTime',
		dbFieldType: 'DATETIME',
		options: { expression: 'LAST_MODIFIED_TIME()', formatting: day },
		isComputed: true,
	},
	createdBy: { cellValueType: 'string', dbFieldType: 'JSON', isComputed: true },
	lastModifiedBy: { cellValueType: 'string', dbFieldType: 'JSON', isComputed: true },
	button: {
		cellValueType: 'string',
		dbFieldType: 'JSON',
		options: { label: 'Button', color: 'teal' },
	},
};

const COLORS = ['blueLight2', 'cyanBright', 'yellowBright', 'greenLight1', 'purpleBright'];

/** Makes a field; `siblings` are the fields of its table, whose names it may not repeat. */
export function buildField(state: State, terms: FieldTerms, siblings: Field[]): Field {
	const type = FIELD_TYPES[terms.type];
	const name = freeName(terms.name ?? 'Field', siblings);
	const options = { ...type.options, ...terms.options };
	if (Array.isArray(options.choices)) options.choices = options.choices.map(completeChoice);
	const isMultiple = type.isMultiple ?? (terms.type === 'user' && options.isMultiple === true);
	return {
		id: newId('fld'),
		dbFieldName: name.replace(/\W/g, '_'),
		name,
		type: terms.type,
		options,
		...(state.version === '2026-07' && { unique: false }),
		...(siblings.length === 0 && { isPrimary: true }),
		...(type.isComputed && { isComputed: true }),
		cellValueType: type.cellValueType,
		...(isMultiple && { isMultipleCellValue: true }),
		dbFieldType: type.dbFieldType,
	};
}

const completeChoice = (choice: { name: string }, index: number) => ({
	id: newChoiceId(),
	color: COLORS[index % COLORS.length],
	...choice,
});

/** "Name", then "Name 2", "Name 3". */
function freeName(name: string, siblings: Field[]) {
	const taken = new Set(siblings.map((field) => field.name));
	let free = name;
	for (let n = 2; taken.has(free); n++) free = `${name} ${n}`;
	return free;
}
