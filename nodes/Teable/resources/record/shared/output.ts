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
		{ name: 'Field IDs', value: 'id', description: 'They stay the same when a field is renamed' },
		{ name: 'Field Names', value: 'name', description: 'As Teable shows them' },
	],
	default: 'name',
	description: 'What the values in the output are called: by the name or by the ID of their field',
};

/** @throws NodeOperationError when it is neither */
export const chosenFieldKeys = (param: Parameters): 'id' | 'name' =>
	param.options.choice(fieldKeysOption.name, ['id', 'name'], 'name');

const leaveOutOption: INodeProperties = {
	displayName: 'Leave Out Empty Fields',
	name: 'leaveOutEmpty',
	type: 'boolean',
	default: false,
	description:
		'Whether to leave out the fields that are empty in a record. If off, they are null, so that each record has the same fields.',
};

export const valuesOption: INodeProperties = {
	displayName: 'Values',
	name: 'values',
	type: 'options',
	options: [
		{ name: 'As Text', value: 'text', description: 'As Teable shows them, e.g. $12.50' },
		{ name: 'Raw', value: 'raw', description: 'Numbers, ISO dates, lists and objects' },
	],
	default: 'raw',
	description: 'The form that values have in the output',
};

/** Whether values are wanted as Teable shows them. */
export const asksForText = (param: Parameters): boolean =>
	param.options.choice(valuesOption.name, ['raw', 'text'], 'raw') === 'text';

/** Whether each record is wanted with all of its fields, the empty ones too. */
export const asksForEmpty = (param: Parameters): boolean =>
	!param.options.flag(leaveOutOption.name, leaveOutOption.displayName);

/** The options of every operation that gives records. */
export const outputOptions: INodeProperties[] = [
	fieldKeysOption,
	leaveOutOption,
	{
		displayName: 'Output Format',
		name: 'outputFormat',
		type: 'options',
		options: [
			{
				name: 'As Teable Sends It',
				value: 'nested',
				description:
					'The values are under "fields", beside what else Teable tells about the record',
			},
			{
				name: 'Values at the Top',
				value: 'flat',
				description: "The values are beside the record's ID, ready for the next node",
			},
		],
		default: 'flat',
		description: 'How a record looks in the output',
	},
	simplifyOption,
];

/** What 'Create or Update' says of a record, beside its values. */
export const ACTION = 'action';

/** What operations and the trigger add to a record at the top; a column of such a name goes by its ID there. */
export const ADDED_TO_RECORDS = [ACTION, 'event', 'changes', 'changedBy', 'changedTime'];

/** What else decides about the output, beside the item's options. */
interface Shape {
	/** The fields that the records come with; those of the table when left out. */
	columns?: Field[];
	/** What else stands beside the values at the top; a field of such a name goes by its ID, as it would be hidden. */
	added?: string[];
}

/** Turns records of one table into output, as the item's options say. */
export class RecordOutput {
	private readonly flat: boolean;

	private readonly keyOf: Map<string, string>;

	private readonly writable: Set<string>;

	private readonly simplify: ReturnType<typeof chosenSimplification>;

	/** A record that was read, with all of its fields empty, and one that was written. */
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

	/** For the records that a query finds: they come with some of the fields. */
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
	 * A record that was written. Each server answers a write with all cells that are filled, but 2026 leaves out
	 * some of the computed ones, and others may be stale: those that can be written are right on each server.
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
	 * Runs for every record of a long list. What is copied from a blank record shares its layout in memory: 50
	 * fields that are set one by one take six times the room, as V8 makes a table of keys for each object.
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
			if (isEmptyCell(value) || wanted?.has(fieldId) === false) continue;
			const simplify = this.simplify?.get(fieldId);
			const shown = simplify ? (simplify(value) as typeof value) : value;
			setNamed(values, this.keyOf.get(fieldId) ?? fieldId, shown);
		}
		return this.flat ? values : { ...record, fields: values };
	}

	/**
	 * An unticked box is false: it has no third state, Teable's filters take it so, and n8n's conditions compare
	 * with it. A lookup or formula may hold nothing.
	 */
	private blank(columns: Field[], emptyBox: false | null): IDataObject {
		const values: IDataObject = this.flat ? { id: null } : {};
		for (const { id, type, isLookup } of columns) {
			const isBox = type === 'checkbox' && isLookup !== true;
			setNamed(values, this.keyOf.get(id) ?? id, isBox ? emptyBox : null);
		}
		// An object that is parsed keeps the compact layout, however many keys it has.
		return jsonParse<IDataObject>(JSON.stringify(values));
	}
}

/** v2 keeps an empty text as such, and an emptied link as an empty list; 1.10 leaves such cells out, as every engine does with null. */
const isEmptyCell = (value: unknown): boolean =>
	value === null || value === '' || (Array.isArray(value) && value.length === 0);
