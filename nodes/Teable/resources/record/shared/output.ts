import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import type { TeableClient } from '../../../teable/http/client';
import type { Table } from '../../../teable/schema/table';
import { isWritable } from '../../../teable/schema/table';
import type { TeableRecord } from '../../../teable/http/types';
import { setNamed } from '../../../values/named';

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

/** The options of every operation that gives records. */
export const outputOptions: INodeProperties[] = [
	fieldKeysOption,
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
];

/** What 'Create or Update' says of a record, beside its values. */
export const ACTION = 'action';

/** What operations and the trigger add to a record at the top; a column of such a name goes by its ID there. */
export const ADDED_TO_RECORDS = [ACTION, 'event', 'changes', 'changedBy', 'changedTime'];

/** Turns records of one table into output, as the item's options say. */
export class RecordOutput {
	private readonly flat: boolean;

	private readonly keyOf: Map<string, string>;

	private readonly writable: Set<string>;

	/**
	 * @param added what else stands beside the values at the top; a field of such a name goes by its ID
	 * instead, as it would be hidden
	 */
	constructor({ param }: ItemContext<TeableClient>, table: Table, added: string[] = []) {
		const keys = chosenFieldKeys(param);
		const formats = ['flat', 'nested'] as const;
		this.flat = param.options.choice('outputFormat', formats, 'flat') === 'flat';
		const taken = new Set(this.flat ? ['id', ...added] : []);
		this.keyOf = new Map(
			table.fields.map(({ id, name }) => [id, keys === 'id' || taken.has(name) ? id : name]),
		);
		this.writable = new Set(table.fields.filter(isWritable).map(({ id }) => id));
	}

	/** A record that was read. */
	read(record: TeableRecord): IDataObject {
		return this.shape(record, record.fields);
	}

	/**
	 * A record that was written. 1.10 answers a write with the whole record, 2026 with some of it, and its
	 * computed cells may be stale: what is given is the part that is right on each server.
	 */
	written({ id, fields }: TeableRecord): IDataObject {
		return this.shape({ id }, fields, this.writable);
	}

	/** Runs for every record of a long list, so it makes one object a record and no lists. */
	private shape(record: IDataObject, fields: IDataObject, wanted?: Set<string>): IDataObject {
		const values: IDataObject = this.flat ? { id: record.id } : {};
		for (const fieldId in fields) {
			const value = fields[fieldId];
			if (isEmptyCell(value) || wanted?.has(fieldId) === false) continue;
			setNamed(values, this.keyOf.get(fieldId) ?? fieldId, value);
		}
		return this.flat ? values : { ...record, fields: values };
	}
}

/** v2 keeps an empty text as such, and an emptied link as an empty list; 1.10 leaves such cells out, as every engine does with null. */
const isEmptyCell = (value: unknown): boolean =>
	value === null || value === '' || (Array.isArray(value) && value.length === 0);
