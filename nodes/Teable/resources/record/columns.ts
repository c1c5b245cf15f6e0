import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ColumnMapping } from '../../core/parameters';
import type { ItemContext } from '../../core/operation';
import type { CellRules } from '../../teable/cellValue';
import { toCell } from '../../teable/cellValue';
import type { TeableClient } from '../../teable/client';
import type { Field, Table } from '../../teable/table';
import { isWritable } from '../../teable/table';

const PARAMETER = 'columns';

/** The column that stands for the record itself; Teable's fields have IDs of another form. */
export const RECORD_ID = 'id';

/** The mapper of columns; `mode` says whether records are looked up, and the list shows what can be matched. */
export const columnsField = (mode: 'add' | 'update' | 'upsert'): INodeProperties => ({
	displayName: 'Columns',
	name: PARAMETER,
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	typeOptions: {
		loadOptionsDependsOn: ['tableId.value'],
		resourceMapper: {
			resourceMapperMethod: mode === 'add' ? 'getColumns' : `getColumnsTo${capital(mode)}`,
			mode,
			fieldWords: { singular: 'column', plural: 'columns' },
			addAllFields: true,
			multiKeyMatch: true,
			supportAutoMap: true,
			// n8n writes the IDs of the chosen columns here, and their names into its list and below it only.
			matchingFieldsLabels: {
				hint: 'Records with the same values in these columns are updated. Each column goes by its ID here; its name stands below, with "(using to match)".',
			},
		},
	},
	description:
		'The values to write, by column. Attachments are given as names of binary fields or as web addresses, links and users by name or ID; several are separated by commas.',
});

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

/** The options of operations that write cells. */
export const columnOptions: INodeProperties[] = [
	{
		displayName: 'Strict Types',
		name: 'strict',
		type: 'boolean',
		default: true,
		description:
			'Whether to take only values of the very type of their column. If off, texts are read as numbers or dates where they are ones, new choices are made, and links and users are found by name.',
	},
	{
		displayName: 'Unknown Columns',
		name: 'unknownColumns',
		type: 'options',
		options: [
			{ name: 'Ignore', value: 'ignore', description: 'Write only the others' },
			{ name: 'Stop With an Error', value: 'error', description: 'So that nothing is lost' },
		],
		default: 'error',
		description:
			'What to do with fields of the input that the table has no column for, when columns are mapped automatically',
	},
];

/** Further options of operations that change existing records. */
export const clearingOptions: INodeProperties[] = [
	{
		displayName: 'Columns to Clear',
		name: 'columnsToClear',
		type: 'string',
		default: '',
		placeholder: 'e.g. Notes, Due date',
		description: 'Names or IDs of columns whose cells are emptied, separated by commas',
	},
	{
		displayName: 'Empty Values',
		name: 'emptyValues',
		type: 'options',
		options: [
			{ name: 'Clear the Cell', value: 'clear', description: 'The cell is emptied' },
			{ name: 'Leave the Cell Alone', value: 'keep', description: 'The cell keeps its value' },
		],
		default: 'keep',
		description: 'What to do when the value for a column is empty',
	},
];

/** What one input item writes. */
export interface Row {
	context: ItemContext<TeableClient>;
	/** Cells by field ID, as they go to Teable. */
	fields: Record<string, unknown>;
	/** What the matching columns hold, by column; `id` for the record itself. */
	match: Record<string, unknown>;
	/** Files to bring to Teable for attachment cells, by field ID: binary fields or web addresses. */
	files: Record<string, string[]>;
}

/** Most rows match on nothing and bring no files: they share it. */
const NOTHING = Object.freeze({});

/** What a key of the input stands for. */
interface Column {
	field: Field;
	writable: boolean;
	/** Whether its value tells which record is meant, instead of being written. */
	matched: boolean;
}

/** Reads what each item of a batch maps to the table's columns: they share the table, the mapping and the options. */
export class RowReader {
	private readonly automatic: boolean;

	private readonly matching: Set<string>;

	private readonly rules: CellRules;

	private readonly options: IDataObject;

	/** Names or IDs of the columns whose cells are emptied. */
	private readonly cleared: string[];

	/** By key of the input: most items have the same keys. */
	private readonly columns = new Map<string, Column | undefined>();

	/** @param matches whether records are looked up; else what the mapper has kept of such an operation counts for nothing */
	constructor(
		{ param, timezone }: ItemContext<TeableClient>,
		private readonly table: Table,
		matches: boolean,
	) {
		const { automatic, matchingColumns } = param.mapping(PARAMETER);
		this.automatic = automatic;
		this.matching = new Set(matches ? matchingColumns : []);
		this.options = param.collection('options');
		this.cleared = namesIn(this.options.columnsToClear);
		this.rules = { strict: this.options.strict === true, timezone };
	}

	/** @throws NodeOperationError that names the column, the value and what the column accepts */
	read(context: ItemContext<TeableClient>): Row {
		const row: Row = { context, fields: {}, match: NOTHING, files: NOTHING };
		const given = this.automatic ? context.item.json : context.param.mapping(PARAMETER).values;
		for (const key of Object.keys(given)) {
			if (key !== RECORD_ID) this.readCell(row, key, given[key]);
			else if (this.matching.has(RECORD_ID)) row.match = { ...row.match, [RECORD_ID]: given[key] };
		}
		for (const key of this.cleared) {
			const column = this.columnOf(key);
			if (!column?.writable) throw unknownColumn(context, key, this.table);
			row.fields[column.field.id] = null;
		}
		return row;
	}

	private readCell(row: Row, key: string, value: unknown): void {
		const column = this.columnOf(key);
		if (!column) {
			if (this.automatic && this.options.unknownColumns === 'ignore') return;
			throw unknownColumn(row.context, key, this.table);
		}
		const { field, writable, matched } = column;
		if (isEmpty(value)) {
			if (this.options.emptyValues === 'clear' && writable && !matched) row.fields[field.id] = null;
			return;
		}
		// What Teable fills itself is in every record that was read, so it may well come back here.
		if (!writable && !matched) return;
		const sources = field.type === 'attachment' ? fileSources(value) : [];
		if (sources.length > 0) {
			row.files = { ...row.files, [field.id]: sources };
			return;
		}
		const cell = cellOf(row.context, field, value, this.rules);
		if (matched) row.match = { ...row.match, [field.id]: cell };
		else row.fields[field.id] = cell;
	}

	private columnOf(key: string): Column | undefined {
		if (this.columns.has(key)) return this.columns.get(key);
		const field = this.table.find(key);
		const column = field && {
			field,
			writable: isWritable(field),
			matched: this.matching.has(field.id) || this.matching.has(field.name),
		};
		this.columns.set(key, column);
		return column;
	}
}

/** The chosen matching columns: field IDs, or `id` alone. They are the same for all items of a batch. */
export function matchingFields(
	{ param }: ItemContext<TeableClient>,
	table: Table,
): Field[] | typeof RECORD_ID {
	const { matchingColumns }: ColumnMapping = param.mapping(PARAMETER);
	if (matchingColumns.length === 0) {
		throw param.bad({
			label: 'Columns to match on',
			problem: 'is empty',
			remedy: 'Choose the column that tells which record is meant.',
		});
	}
	if (matchingColumns.length === 1 && matchingColumns[0] === RECORD_ID) return RECORD_ID;
	return matchingColumns.map((column) => {
		const field = table.find(column);
		if (field) return field;
		throw param.bad({
			label: 'Columns to match on',
			problem: `names '${column}', which the table does not have`,
			remedy: `Its columns are ${table.fieldNames}.`,
		});
	});
}

function cellOf(
	context: ItemContext<TeableClient>,
	field: Field,
	value: unknown,
	rules: CellRules,
): unknown {
	const result = toCell(field, value, rules);
	if ('cell' in result) return result.cell;
	throw context.param.failure(
		`Column '${field.name}' does not take ${quoted(value)} in item ${context.param.itemIndex}. It accepts ${result.accepts}.`,
	);
}

const unknownColumn = ({ param }: ItemContext<TeableClient>, key: string, table: Table) =>
	param.failure(
		`The table has no column '${key}' to write, as item ${param.itemIndex} asks for. Its columns are ${table.fieldNames}.`,
	);

/** A value as it may stand in a message: short, and told from its neighbours. */
export function quoted(value: unknown): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}

/** Files given by name or web address: one, several in a list, or several in one text. */
function fileSources(value: unknown): string[] {
	const given = [value].flat();
	if (!given.every((source) => typeof source === 'string')) return [];
	return given
		.flatMap((text) => (/^https?:/i.test(text) ? text.split(ADDRESS_BREAK) : text.split(',')))
		.map((source) => source.trim())
		.filter((source) => source !== '');
}

/** A web address may itself hold a comma. */
const ADDRESS_BREAK = /[\s,]+(?=https?:\/\/)/i;

const isEmpty = (value: unknown): boolean =>
	value === null ||
	value === undefined ||
	(typeof value === 'string' && value.trim() === '') ||
	(Array.isArray(value) && value.length === 0);

const namesIn = (names: IDataObject[string]): string[] =>
	[names ?? []]
		.flat()
		.flatMap((entry) => String(entry).split(','))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
