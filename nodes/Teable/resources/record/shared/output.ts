import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import type { TeableClient } from '../../../teable/http/client';
import type { TeableRecord } from '../../../teable/http/types';
import type { RecordQuery } from '../../../teable/reading/pages/recordQuery';
import { fetchColumns } from '../../../teable/reading/pages/recordQuery';
import type { Field, Table } from '../../../teable/schema/table';
import { isWritable } from '../../../teable/schema/table';
import { named, setNamed } from '../../../values/named';
import { chosenSimplification, simplifyOption } from './simplify';

export type { TeableRecord };

export const fieldKeysOption: INodeProperties = {
	displayName: 'Field Keys',
	name: 'fieldKeys',
	type: 'options',
	options: [
		{ name: 'Field IDs', value: 'id', description: 'Stay the same when a field is renamed' },
		{ name: 'Field Names', value: 'name', description: 'As shown in Teable' },
	],
	default: 'name',
	description: 'Whether the keys of the output are the names or the IDs of the fields',
};

/** @throws NodeOperationError if it is neither */
export const chosenFieldKeys = (param: Parameters): 'id' | 'name' =>
	param.options.choice(fieldKeysOption.name, ['id', 'name'], 'name');

const leaveOutOption: INodeProperties = {
	displayName: 'Omit Empty Fields',
	name: 'leaveOutEmpty',
	type: 'boolean',
	default: false,
	description:
		'Whether to omit fields that are empty in a record. When off, they are returned as null, so every record has the same fields.',
};

export const valuesOption: INodeProperties = {
	displayName: 'Value Format',
	name: 'values',
	type: 'options',
	options: [
		{ name: 'Formatted Text', value: 'text', description: 'As shown in Teable, e.g. $12.50' },
		{ name: 'Raw', value: 'raw', description: 'Numbers, ISO dates, lists and objects' },
	],
	default: 'raw',
	description: 'The format of the values in the output',
};

/** Whether values are to be formatted as in Teable. */
export const asksForText = (param: Parameters): boolean =>
	param.options.choice(valuesOption.name, ['raw', 'text'], 'raw') === 'text';

/** Whether records are to include their empty fields. */
export const asksForEmpty = (param: Parameters): boolean =>
	!param.options.flag(leaveOutOption.name, leaveOutOption.displayName);

/** The options of every operation that outputs records. */
export const outputOptions: INodeProperties[] = [
	fieldKeysOption,
	leaveOutOption,
	{
		displayName: 'Output Format',
		name: 'outputFormat',
		type: 'options',
		options: [
			{
				name: 'Nested',
				value: 'nested',
				description:
					'Values are under "fields", next to the other properties of the record, as in Teable\'s API',
			},
			{
				name: 'Flat',
				value: 'flat',
				description: "Values are at the top level, next to the record's ID",
			},
		],
		default: 'flat',
		description: 'The structure of a record in the output',
	},
	simplifyOption,
];

/** The key under which 'Create or Update' says what it did with a record. */
export const ACTION = 'action';

/** The keys that the trigger adds to a changed record. */
export const ADDED_BY_TRIGGER = ['event', 'changes', 'changedBy', 'changedTime'];

/** The keys that stand next to a record's values; a column with such a name uses its ID instead. */
export const ADDED_TO_RECORDS = [ACTION, ...ADDED_BY_TRIGGER];

/** What determines the output besides the item's options. */
interface Shape {
	/** The fields that the records are read with; by default all fields of the table. */
	columns?: Field[];
	/** Other keys at the top level; a field with such a name uses its ID, as it would be overwritten. */
	added?: string[];
}

/** Turns the records of a table into output, according to the item's options. */
export class RecordOutput {
	private readonly flat: boolean;

	private readonly keyOf: Map<string, string>;

	private readonly writable: Set<string>;

	private readonly simplify: ReturnType<typeof chosenSimplification>;

	/** Blank output: for a record that was read, and for one that was written. */
	private readonly blanks: { read: IDataObject; written: IDataObject };

	constructor(
		{ param }: Pick<ItemContext<TeableClient>, 'param'>,
		table: Table,
		{ columns = table.fields, added = [] }: Shape = {},
	) {
		const keys = chosenFieldKeys(param);
		const formats = ['flat', 'nested'] as const;
		this.flat = param.options.choice('outputFormat', formats, 'flat') === 'flat';
		const taken = new Set(this.flat ? ['id', ...added] : []);
		this.keyOf = new Map(
			table.fields.map(({ id, name }) => [id, keys === 'id' || taken.has(name) ? id : name]),
		);
		this.simplify = chosenSimplification(param, table.fields);
		const writable = table.fields.filter(isWritable);
		this.writable = new Set(writable.map(({ id }) => id));
		const shown = asksForEmpty(param) ? { read: columns, written: writable } : undefined;
		const emptyBox = asksForText(param) ? null : false;
		this.blanks = {
			read: this.blank(shown?.read ?? [], emptyBox),
			written: this.blank(shown?.written ?? [], emptyBox),
		};
	}

	/** For the records of a query, which may return only some of the fields. */
	static async of(
		{ client, param }: Pick<ItemContext<TeableClient>, 'client' | 'param'>,
		table: Table,
		query: RecordQuery,
		added?: string[],
	): Promise<RecordOutput> {
		const columns = asksForEmpty(param) ? await fetchColumns(client, table, query) : [];
		return new RecordOutput({ param }, table, { columns, added });
	}

	/** A record that was read. */
	read(record: TeableRecord): IDataObject {
		return this.shape(record, record.fields, this.blanks.read);
	}

	/**
	 * A record that was written, with its writable cells only: 2026 omits some computed cells from the response to a
	 * write, and others may be stale.
	 */
	written({ id, fields }: TeableRecord): IDataObject {
		return this.shape({ id }, fields, this.blanks.written, this.writable);
	}

	/** Changes the value of a field in a record of the output. */
	change(item: IDataObject, { id }: Field, change: (value: unknown) => unknown): void {
		const values = this.flat ? item : (item.fields as IDataObject);
		const key = this.keyOf.get(id) ?? id;
		if (!Object.hasOwn(values, key)) return;
		setNamed(values, key, change(named(values, key)) as IDataObject[string]);
	}

	/**
	 * Runs for every record of a long list. Copies of a blank record share its layout in memory: 50 fields set one by
	 * one take six times the memory, as V8 then keeps a table of keys for each object.
	 */
	private shape(
		record: IDataObject,
		fields: IDataObject,
		blank: IDataObject,
		wanted?: Set<string>,
	): IDataObject {
		const values = { ...blank };
		if (this.flat) values.id = record.id;
		for (const fieldId in fields) {
			const value = fields[fieldId];
			if (hasNoValue(value) || wanted?.has(fieldId) === false) continue;
			const simplify = this.simplify?.get(fieldId);
			const shown = simplify ? (simplify(value) as typeof value) : value;
			setNamed(values, this.keyOf.get(fieldId) ?? fieldId, shown);
		}
		return this.flat ? values : { ...record, fields: values };
	}

	/**
	 * An unchecked checkbox is false: it has no third state, Teable's filters treat it so, and n8n's conditions
	 * expect a boolean. A lookup or formula may be empty.
	 */
	private blank(columns: Field[], emptyBox: false | null): IDataObject {
		const values: IDataObject = this.flat ? { id: null } : {};
		for (const { id, type, isLookup } of columns) {
			const isBox = type === 'checkbox' && isLookup !== true;
			setNamed(values, this.keyOf.get(id) ?? id, isBox ? emptyBox : null);
		}
		// A parsed object keeps the compact layout regardless of its number of keys.
		return jsonParse<IDataObject>(JSON.stringify(values));
	}
}

/** v2 returns an empty text as '' and an emptied link as []; 1.10 omits such cells, as every engine does with null. */
const hasNoValue = (value: unknown): boolean =>
	value === null || value === '' || (Array.isArray(value) && value.length === 0);
