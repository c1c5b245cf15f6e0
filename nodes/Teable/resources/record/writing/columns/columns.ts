import { isEqual, partition } from 'lodash';

import type { ColumnMapping, Parameters } from '../../../../core/parameters';
import type { ItemContext } from '../../../../core/operation';
import { idInColumnKey } from '../../../../fields/columns/columnKey';
import { isTeableId } from '../../../../teable/schema/id';
import type { CellRules } from '../../../../teable/schema/cells/cellValue';
import { choicesOf, toCell } from '../../../../teable/schema/cells/cellValue';
import type { TeableClient } from '../../../../teable/http/client';
import { toNumber } from '../../../../values/numbers';
import { isBlank, quoted } from '../../../../values/quoted';
import type { Field, Table } from '../../../../teable/schema/table';
import { isWritable } from '../../../../teable/schema/table';
import { COLUMNS } from './columnFields';
import { fileSources, filesAccepted } from '../files/fileSources';
import type { Given } from './given';
import { RECORD_ID, givenBy, isRecord } from './given';
import type { Plan } from './plan';
import { badReference } from './references';
import type { Fault, Row } from '../row';

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

	/** Whether a key without a column may be passed over. Where columns are made, only one without a value has none. */
	private readonly ignoresUnknown: boolean;

	private readonly clears: boolean;

	/** Names or IDs of the columns whose cells are emptied. */
	private readonly cleared: string[];

	/** By key of the input: most items have the same keys. */
	private readonly columns = new Map<string, Column | undefined>();

	private readonly param: Parameters;

	private readonly table: Table;

	private readonly byKey: Map<string, Field>;

	private readonly given: (context: ItemContext<TeableClient>) => Given;

	/** @param matches whether records are looked up; else what the mapper has kept of such an operation counts for nothing */
	constructor(
		{ param, timezone }: ItemContext<TeableClient>,
		{ table, byKey, given }: Plan,
		matches: boolean,
	) {
		this.param = param;
		this.table = table;
		this.byKey = byKey;
		const { automatic, matchingColumns } = param.mapping(COLUMNS);
		this.automatic = automatic;
		this.given = given ?? ((context) => givenBy(context, table, automatic));
		this.matching = new Set(
			matches ? matchingColumns.map((key) => mappedColumn(param, table, key)?.id ?? key) : [],
		);
		const { options } = param;
		this.ignoresUnknown =
			options.choice('unknownColumns', ['create', 'error', 'ignore'], 'error') !== 'error';
		this.clears = options.choice('emptyValues', ['clear', 'keep'], 'keep') === 'clear';
		this.cleared = options.list(
			'columnsToClear',
			'Columns to Clear',
			(text) => table.find(text) !== undefined,
		);
		this.rules = {
			strict: options.flag('strict'),
			newChoices: options.choice('newChoices', ['create', 'error'], 'error') === 'create',
			timezone,
		};
	}

	/** Reads one item. All that is wrong with it is in the row's `faults`. */
	read(context: ItemContext<TeableClient>): Row {
		const row: Row = {
			context,
			fields: {},
			match: NOTHING,
			files: NOTHING,
			references: NOTHING,
			typecast: false,
			faults: [],
		};
		const { values, keys, recordId } = this.given(context);
		const unknown: string[] = [];
		const seen = new Map<Field, string>();
		if (recordId !== undefined && this.matching.has(RECORD_ID)) {
			row.match = { [RECORD_ID]: recordId };
		}
		for (const key of keys) {
			const value = values[key];
			if (key === RECORD_ID && recordId === undefined) {
				this.readId(row, value);
				continue;
			}
			const column = this.columnOf(key);
			if (!column) {
				if (!this.automatic || !this.ignoresUnknown) unknown.push(key);
				continue;
			}
			const other = seen.get(column.field);
			if (other !== undefined && !isEqual(values[other], value)) {
				row.faults.push(conflict(column.field, other, key));
			}
			seen.set(column.field, key);
			this.readCell(row, column, value, recordId !== undefined || isRecord(context.item.json));
		}
		for (const key of this.cleared) {
			const column = this.columnOf(key);
			if (column?.writable) row.fields[column.field.id] = null;
			else unknown.push(key);
		}
		if (unknown.length > 0) row.faults.unshift(...unknownColumns(context, unknown, this.table));
		return row;
	}

	/**
	 * What an item calls `id` is the record's own ID, as every operation outputs it, or the value of a column of
	 * that name.
	 */
	private readId(row: Row, value: unknown): void {
		const column = this.columnOf(RECORD_ID);
		if (this.matching.has(RECORD_ID)) {
			row.match = { ...row.match, [RECORD_ID]: value };
		} else if (column) {
			if (isTeableId('rec', String(value))) row.faults.push(ambiguousId);
			else this.readCell(row, column, value, false);
		}
	}

	private readCell(row: Row, column: Column, value: unknown, ofRecord: boolean): void {
		const { field, writable, matched } = column;
		if (isBlank(value) || (this.clears && isNoRating(field, value))) {
			if (this.clears && writable && !matched) row.fields[field.id] = null;
			return;
		}
		if (!writable && !matched) {
			// What Teable fills itself is in every record that was read, so it may well come back here.
			if (!this.automatic) row.faults.push(computed(field));
			else if (!ofRecord) row.context.client.note(leftOut(field));
			return;
		}
		if (field.type === 'attachment') {
			const { binary } = row.context.item;
			const sources = fileSources(value, binary);
			if (sources) row.files = { ...row.files, [field.id]: sources };
			else row.faults.push(refused(field, value, filesAccepted(binary)));
			return;
		}
		if (field.type === 'link' || field.type === 'user') {
			const accepts = badReference(field, value, this.rules.strict);
			if (accepts === undefined) row.references = { ...row.references, [field.id]: value };
			else row.faults.push(refused(field, value, accepts, this.hint(field, value)));
			return;
		}
		const result = toCell(field, value, this.rules);
		if ('accepts' in result) {
			row.faults.push(refused(field, value, result.accepts, this.hint(field, value)));
			return;
		}
		if (matched) {
			row.match = { ...row.match, [field.id]: result.cell };
		} else {
			row.fields[field.id] = result.cell;
		}
		row.typecast ||= this.rules.newChoices && hasNewChoice(field, result.cell);
	}

	/** What would let a column accept a value that it refused. */
	private hint(field: Field, value: unknown): string {
		if (!this.rules.strict) return '';
		const isReference = field.type === 'link' || field.type === 'user';
		const isTaken = isReference
			? badReference(field, value, false) === undefined
			: 'cell' in toCell(field, value, { ...this.rules, strict: false });
		return isTaken ? " It would also accept this value if 'Strict Types' were off." : '';
	}

	private columnOf(key: string): Column | undefined {
		if (this.columns.has(key)) return this.columns.get(key);
		const field = this.byKey.get(key) ?? mappedColumn(this.param, this.table, key);
		const column = field && {
			field,
			writable: isWritable(field),
			matched: this.matching.has(field.id),
		};
		this.columns.set(key, column);
		return column;
	}
}

const hasNewChoice = (field: Field, cell: unknown): boolean =>
	(field.type === 'singleSelect' || field.type === 'multipleSelect') &&
	[cell].flat().some((name) => !choicesOf(field).includes(String(name)));

const leftOut = ({ name }: Field) =>
	`Teable: the input has values for column '${name}', which Teable fills itself. They were left out.`;

/** The column that a key of the mapper or of the input stands for: in a copy of the table, the one of the name that the mapper has kept. */
function mappedColumn(param: Parameters, table: Table, key: string): Field | undefined {
	const field = table.find(key);
	const id = idInColumnKey(key);
	if (field || id === undefined) return field;
	return table.recall(id, param.columnName(COLUMNS, key));
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
		const field = mappedColumn(param, table, column);
		if (field) return field;
		throw param.bad({
			label: 'Columns to match on',
			problem: `names '${param.columnName(COLUMNS, column) ?? column}', which the table does not have`,
			remedy: `Its columns are ${table.fieldNames}.`,
		});
	});
}

const refused = ({ name }: Field, value: unknown, accepts: string, hint = ''): Fault => ({
	problem: `${quoted(value)} isn't valid for '${name}'`,
	remedy: `It accepts ${accepts}.${hint}`,
});

function unknownColumns(
	{ param }: ItemContext<TeableClient>,
	keys: string[],
	table: Table,
): Fault[] {
	const isMapped = (key: string) => param.columnName(COLUMNS, key) !== undefined;
	const [gone, unknown] = partition(keys, isMapped);
	const faults = gone.map((key) => ({
		problem: `The column '${param.columnName(COLUMNS, key)}' (${idInColumnKey(key) ?? key}) is no longer in the table`,
		remedy: "Remove it from 'Columns', or refresh the column list there.",
	}));
	if (unknown.length > 0) {
		const names = unknown.map((key) => `'${key}'`).join(', ');
		faults.push({
			problem: `The table has no column ${names}`,
			remedy: `Its columns are ${table.fieldNames}.`,
		});
	}
	return faults;
}

const conflict = ({ name }: Field, one: string, other: string): Fault => ({
	problem: `'${name}' has two different values, under '${one}' and '${other}'`,
	remedy: 'Leave one of them out.',
});

const computed = ({ name }: Field): Fault => ({
	problem: `'${name}' cannot be written, as Teable fills it in itself`,
	remedy: 'Take it out of the mapping.',
});

const ambiguousId: Fault = {
	problem:
		"The item has a record ID under 'id', and the table has a column named 'id', so it is unclear which is meant",
	remedy: "Map the columns by hand, or take 'id' out of the item.",
};

/** Other programs write 0 for a rating without stars, which Teable does not take. */
const isNoRating = (field: Field, value: unknown): boolean =>
	field.type === 'rating' && toNumber(value) === 0;
