import type { ColumnMapping } from '../../../core/parameters';
import type { ItemContext } from '../../../core/operation';
import { isTeableId } from '../../../fields/tableLocators';
import type { CellRules } from '../../../teable/schema/cellValue';
import { toCell } from '../../../teable/schema/cellValue';
import type { TeableClient } from '../../../teable/http/client';
import { addressesIn } from '../../../teable/http/fileAddress';
import { isNothing, quoted } from '../../../values/quoted';
import type { Field, Table } from '../../../teable/schema/table';
import { isWritable } from '../../../teable/schema/table';
import { COLUMNS } from './columnFields';

/** The column that stands for the record itself; Teable's fields have IDs of another form. */
export const RECORD_ID = 'id';

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

	private readonly ignoresUnknown: boolean;

	private readonly clears: boolean;

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
		const { automatic, matchingColumns } = param.mapping(COLUMNS);
		this.automatic = automatic;
		this.matching = new Set(matches ? matchingColumns : []);
		const { options } = param;
		this.ignoresUnknown =
			options.choice('unknownColumns', ['error', 'ignore'], 'error') === 'ignore';
		this.clears = options.choice('emptyValues', ['clear', 'keep'], 'keep') === 'clear';
		this.cleared = options.list(
			'columnsToClear',
			'Columns to Clear',
			(text) => table.find(text) !== undefined,
		);
		this.rules = { strict: options.flag('strict'), timezone };
	}

	/** @throws NodeOperationError that names the column, the value and what the column accepts */
	read(context: ItemContext<TeableClient>): Row {
		const row: Row = { context, fields: {}, match: NOTHING, files: NOTHING };
		const given = this.automatic ? context.item.json : context.param.mapping(COLUMNS).values;
		for (const key of Object.keys(given)) {
			if (key === RECORD_ID) this.readId(row, given[key]);
			else this.readCell(row, key, given[key]);
		}
		for (const key of this.cleared) {
			const column = this.columnOf(key);
			if (!column?.writable) throw unknownColumn(context, key, this.table);
			row.fields[column.field.id] = null;
		}
		return row;
	}

	/**
	 * What an item calls `id` is the record's own ID, as every operation outputs it, or the value of a column of
	 * that name.
	 */
	private readId(row: Row, value: unknown): void {
		if (this.matching.has(RECORD_ID)) {
			row.match = { ...row.match, [RECORD_ID]: value };
		} else if (this.columnOf(RECORD_ID)) {
			if (isTeableId('rec', String(value))) throw ambiguousId(row.context);
			this.readCell(row, RECORD_ID, value);
		}
	}

	private readCell(row: Row, key: string, value: unknown): void {
		const column = this.columnOf(key);
		if (!column) {
			if (this.automatic && this.ignoresUnknown) return;
			throw unknownColumn(row.context, key, this.table);
		}
		const { field, writable, matched } = column;
		if (isEmpty(value)) {
			if (this.clears && writable && !matched) row.fields[field.id] = null;
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
	const { matchingColumns }: ColumnMapping = param.mapping(COLUMNS);
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
			problem: `names '${param.columnLabel(COLUMNS, column) ?? column}', which the table does not have`,
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

function unknownColumn({ param }: ItemContext<TeableClient>, key: string, table: Table) {
	const label = param.columnLabel(COLUMNS, key);
	return param.failure(
		label === undefined
			? `The table has no column '${key}' to write, as item ${param.itemIndex} asks for. Its columns are ${table.fieldNames}.`
			: `Column '${label}' (${key}), which item ${param.itemIndex} writes, is no longer in the table. Remove it from 'Columns', or refresh the column list there. The table's columns are ${table.fieldNames}.`,
	);
}

const ambiguousId = ({ param }: ItemContext<TeableClient>) =>
	param.failure(
		`Item ${param.itemIndex} has a record ID under 'id', and the table has a column of that name: it might be meant for the column, or only say where the item is from. Map the columns by hand, or take 'id' out of the item.`,
	);

/** The cells of a new record, checked. @throws NodeOperationError when one is left out that the table requires */
export function filled(row: Row, table: Table): Row {
	const { context, fields, files } = row;
	const missing = table.required.find(({ id }) => isNothing(fields[id]) && files[id] === undefined);
	if (!missing) return row;
	throw context.param.failure(
		`Item ${context.param.itemIndex} has no value for column '${missing.name}', without which the table takes no record.`,
	);
}

/** Files given by name or web address: one, several in a list, or several in one text. */
function fileSources(value: unknown): string[] {
	const given = [value].flat();
	if (!given.every((source) => typeof source === 'string')) return [];
	return given
		.flatMap((text) => (/^https?:/i.test(text) ? addressesIn(text) : text.split(',')))
		.map((source) => source.trim())
		.filter((source) => source !== '');
}

const isEmpty = (value: unknown): boolean =>
	isNothing(value) || (Array.isArray(value) && value.every(isNothing));
