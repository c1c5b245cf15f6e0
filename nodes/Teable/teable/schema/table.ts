import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import { partsOfChoice } from './fieldChoice';

/** A field in the answer of `GET /table/{id}/field` (1.10 and July 2026). */
export interface Field extends IDataObject {
	id: string;
	name: string;
	type: string;
	options?: IDataObject;
	isPrimary?: boolean;
	/** Teable fills the field in: formula, rollup, lookup, auto number, created and modified fields. */
	isComputed?: boolean;
	isLookup?: boolean;
	isMultipleCellValue?: boolean;
	/** Teable refuses a record without a value. */
	notNull?: boolean;
	unique?: boolean;
	/** The type of the cell's value: string, number, boolean or dateTime. */
	cellValueType: string;
}

/** Fields that Teable fills although they do not say `isComputed`. */
const FILLED_BY_TEABLE = new Set([
	'autoNumber',
	'button',
	'createdBy',
	'createdTime',
	'formula',
	'lastModifiedBy',
	'lastModifiedTime',
	'rollup',
	'conditionalRollup',
]);

/** Whether values can be written to the field. */
export const isWritable = (field: Field): boolean =>
	!field.isComputed && !field.isLookup && !FILLED_BY_TEABLE.has(field.type);

/** Whether the field links records. A lookup of a link only shows the links of another field. */
export const isLink = ({ type, isLookup }: Pick<Field, 'type' | 'isLookup'>): boolean =>
	type === 'link' && isLookup !== true;

/** Whether a cell of a link or user field can hold several. */
export const takesSeveral = ({ isMultipleCellValue, options }: Field): boolean =>
	isMultipleCellValue === true || options?.isMultiple === true;

/** Whether a new record requires a value for the field. */
export const isRequired = (field: Field): boolean =>
	field.notNull === true && isWritable(field) && field.options?.defaultValue === undefined;

/** The types of fields whose value can identify a record. */
const MATCHABLE = new Set([
	'autoNumber',
	'date',
	'formula',
	'longText',
	'number',
	'rating',
	'singleLineText',
	'singleSelect',
]);

/** Whether records can be looked up by the field, because it holds one plain value. */
export const isMatchable = (field: Field): boolean =>
	MATCHABLE.has(field.type) && field.isMultipleCellValue !== true && field.isLookup !== true;

/** The fields of one table, by ID and by name. */
export class Table {
	private readonly byId: Map<string, Field>;

	private readonly byName: Map<string, Field>;

	/** The fields for which a new record requires a value. */
	readonly required: Field[];

	/** @param note writes to n8n's log */
	constructor(
		readonly id: string,
		readonly fields: Field[],
		private readonly note: (text: string) => void = () => {},
	) {
		this.byId = new Map(fields.map((field) => [field.id, field]));
		this.byName = new Map(fields.map((field) => [field.name, field]));
		this.required = fields.filter(isRequired);
	}

	/** Adds a field that the node itself has created. */
	add(field: Field): void {
		this.fields.push(field);
		this.byId.set(field.id, field);
		this.byName.set(field.name, field);
	}

	/** The table with additional fields. */
	with(fields: Field[]): Table {
		return new Table(this.id, [...this.fields, ...fields], this.note);
	}

	/** The field with this ID or name, or the one that was chosen from a list in the editor. */
	find(given: string): Field | undefined {
		const field = this.byId.get(given) ?? this.byName.get(given);
		if (field) return field;
		const { id, name } = partsOfChoice(given) ?? {};
		return id === undefined ? undefined : this.recall(id, name);
	}

	/**
	 * The field that a workflow has stored with this ID and name. In a copy of the base, fields have other IDs. Then the
	 * only field of that name is used, and n8n's log says so.
	 *
	 * @returns undefined if no field has the ID, and none or several have the name
	 */
	recall(id: string, name: string | undefined): Field | undefined {
		const known = this.byId.get(id);
		if (known || name === undefined) return known;
		const [field, ...others] = this.fields.filter((one) => one.name.trim() === name.trim());
		if (!field || others.length > 0) return undefined;
		this.note(
			`Teable: the table ${this.id} has no column with the ID ${id} from the workflow. The column '${field.name}' (${field.id}) was used instead, because it has the name stored in the workflow.`,
		);
		return field;
	}

	/**
	 * The same, for a field to change or refer to. On 1.10, several fields can have the same name.
	 *
	 * @throws Error that lists the IDs of the fields with this name
	 */
	named(idOrName: string): Field | undefined {
		const field = this.find(idOrName);
		const alike = this.fields.filter(({ name }) => name === idOrName);
		if (alike.length < 2 || field?.id === idOrName) return field;
		throw new Error(
			`The table has ${alike.length} fields with the name '${idOrName}'. Use an ID instead: ${alike.map(({ id, type }) => `${id} (${type})`).join(', ')}.`,
		);
	}

	/** The names of all fields in 'quotes', for messages. */
	get fieldNames(): string {
		return this.fields.map(({ name }) => `'${name}'`).join(', ');
	}
}

/**
 * The table's fields, fetched once per table and execution. Everything that is sent to Teable is checked against them,
 * because Teable ignores unknown fields (an unknown field in a filter returns every record).
 */
export async function fetchTable(client: TeableClient, tableId: string): Promise<Table> {
	return await client.once(`table ${tableId}`, async () => await readTable(client, tableId));
}

/** The table's current fields, for operations that change them: an earlier item may have done so. */
export const readTable = async (client: TeableClient, tableId: string): Promise<Table> =>
	new Table(tableId, await client.get<Field[]>(path`/table/${tableId}/field`), (text) =>
		client.note(text),
	);
