import { isEqual } from 'lodash';

import type { Parameters } from '../../../../core/parameters';
import type { ItemContext } from '../../../../core/operation';
import { choiceNames } from '../../../../teable/schema/choices';
import { isTeableId } from '../../../../teable/schema/id';
import type { CellRules } from '../../../../teable/schema/cells/cellValue';
import { toCell } from '../../../../teable/schema/cells/cellValue';
import type { TeableClient } from '../../../../teable/http/client';
import { toNumber } from '../../../../values/numbers';
import { isBlank } from '../../../../values/quoted';
import type { Field, Table } from '../../../../teable/schema/table';
import { isWritable } from '../../../../teable/schema/table';
import { COLUMNS } from './columnFields';
import { ambiguousId, computed, conflict, refused, unknownColumns } from './columnFaults';
import { fileSources, filesAccepted } from '../files/fileSources';
import type { Given } from './given';
import { RECORD_ID, givenBy, isRecord } from './given';
import { isRecordId, mappedColumn } from './matchingColumns';
import type { Plan } from './plan';
import { badReference } from './references';
import type { Row } from '../row';

/** Shared by the many rows that have no matching columns, files or references. */
const NOTHING = Object.freeze({});

/** The column that a key of the input refers to. */
interface Column {
	field: Field;
	writable: boolean;
	/** Whether its value identifies the record instead of being written. */
	matched: boolean;
}

/** Reads the values that each item of a batch maps to columns. The items share the table, the mapping and the options. */
export class RowReader {
	private readonly automatic: boolean;

	private readonly matching: Set<string>;

	private readonly rules: CellRules;

	/** Whether keys without a column are ignored. If missing columns are created, only keys without a value lack one. */
	private readonly ignoresUnknown: boolean;

	private readonly clears: boolean;

	/** Names or IDs of the columns to empty. */
	private readonly cleared: string[];

	/** Cached by key of the input, as most items have the same keys. */
	private readonly columns = new Map<string, Column | undefined>();

	private readonly param: Parameters;

	private readonly table: Table;

	private readonly byKey: Map<string, Field>;

	private readonly given: (context: ItemContext<TeableClient>) => Given;

	/** @param matches whether records are matched; otherwise matching columns left in the mapper by another operation are ignored */
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
		const matched = matches ? matchingColumns : [];
		this.matching = new Set(
			isRecordId(matched)
				? matched
				: matched.map((key) => mappedColumn(param, table, key)?.id ?? key),
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

	/** Reads one item. Everything that is wrong with it is in the row's `faults`. */
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
	 * An item's `id` is either the record's own ID, as every operation outputs it, or the value of a column of that
	 * name.
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
			// Records that were read include values that Teable fills in, so these often come back as input.
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
		return isTaken ? " To accept this value, turn off 'Strict Types' under 'Options'." : '';
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
	[cell].flat().some((name) => !choiceNames(field).includes(String(name)));

const leftOut = ({ name }: Field) =>
	`Teable: ignored the input values for column '${name}', because Teable fills it in itself`;

/** Other programs use 0 for a rating without stars, which Teable rejects. */
const isNoRating = (field: Field, value: unknown): boolean =>
	field.type === 'rating' && toNumber(value) === 0;
