import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import { partsOfChoice } from './fieldChoice';

/** A field as `GET /table/{id}/field` describes it (1.10 and July 2026). */
export interface Field extends IDataObject {
	id: string;
	name: string;
	type: string;
	options?: IDataObject;
	isPrimary?: boolean;
	/** Formula, rollup, lookup, auto number, created and modified fields: Teable fills them. */
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

/** Whether a value may be written into the field. */
export const isWritable = (field: Field): boolean =>
	!field.isComputed && !field.isLookup && !FILLED_BY_TEABLE.has(field.type);

/** Whether the field links records; a lookup of a link only shows what another one links. */
export const isLink = ({ type, isLookup }: Field): boolean => type === 'link' && isLookup !== true;

/** Whether a cell of a link or user field takes several. */
export const takesSeveral = ({ isMultipleCellValue, options }: Field): boolean =>
	isMultipleCellValue === true || options?.isMultiple === true;

/** Whether a new record has to be given a value for the field. */
export const isRequired = (field: Field): boolean =>
	field.notNull === true && isWritable(field) && field.options?.defaultValue === undefined;

/** The kinds of fields whose value can tell which record is meant. */
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

/** Whether records can be looked up by the field: it holds one plain value. */
export const isMatchable = (field: Field): boolean =>
	MATCHABLE.has(field.type) && field.isMultipleCellValue !== true && field.isLookup !== true;

/** The fields of one table, by ID and by name. */
export class Table {
	private readonly byId: Map<string, Field>;

	private readonly byName: Map<string, Field>;

	/** The fields that a new record has to be given a value for. */
	readonly required: Field[];

	/** @param note writes into n8n's log */
	constructor(
		readonly id: string,
		readonly fields: Field[],
		private readonly note: (text: string) => void = () => {},
	) {
		this.byId = new Map(fields.map((field) => [field.id, field]));
		this.byName = new Map(fields.map((field) => [field.name, field]));
		this.required = fields.filter(isRequired);
	}

	/** Notes a field that the node itself has made. */
	add(field: Field): void {
		this.fields.push(field);
		this.byId.set(field.id, field);
		this.byName.set(field.name, field);
	}

	/** The table with further fields. */
	with(fields: Field[]): Table {
		return new Table(this.id, [...this.fields, ...fields], this.note);
	}

	/** The field with this ID, or else this name; or the one that was chosen from a list of the editor. */
	find(given: string): Field | undefined {
		const field = this.byId.get(given) ?? this.byName.get(given);
		if (field) return field;
		const { id, name } = partsOfChoice(given) ?? {};
		return id === undefined ? undefined : this.recall(id, name);
	}

	/**
	 * The field that a workflow has kept under this ID and name. A workflow that is moved to a copy of its base finds
	 * other IDs there; the one field of that name is then taken, and named in n8n's log.
	 *
	 * @returns undefined where no field has the ID, and none or several have the name
	 */
	recall(id: string, name: string | undefined): Field | undefined {
		const known = this.byId.get(id);
		if (known || name === undefined) return known;
		const [field, ...others] = this.fields.filter((one) => one.name.trim() === name.trim());
		if (!field || others.length > 0) return undefined;
		this.note(
			`Teable: the table ${this.id} has no column with the ID ${id}, which the workflow holds. Its column '${field.name}' (${field.id}) was used instead, as it has the name that the workflow has kept.`,
		);
		return field;
	}

	/**
	 * The same, for a field that is to be changed or referred to: on 1.10 two fields can have one name.
	 *
	 * @throws Error that gives the IDs of the fields with this name
	 */
	named(idOrName: string): Field | undefined {
		const field = this.find(idOrName);
		const alike = this.fields.filter(({ name }) => name === idOrName);
		if (alike.length < 2 || field?.id === idOrName) return field;
		throw new Error(
			`The table has ${alike.length} fields with the name '${idOrName}'. Give the ID of the one that is meant: ${alike.map(({ id, type }) => `${id} (${type})`).join(', ')}.`,
		);
	}

	/** The names of all fields in 'quotes', for messages. */
	get fieldNames(): string {
		return this.fields.map(({ name }) => `'${name}'`).join(', ');
	}
}

/**
 * The table's fields, fetched once per table and run: everything that goes to Teable is checked against
 * them, because Teable ignores what it does not know (a filter then gives every row).
 */
export async function fetchTable(client: TeableClient, tableId: string): Promise<Table> {
	return await client.once(`table ${tableId}`, async () => await readTable(client, tableId));
}

/** The table's fields as they are now, for what changes them: an item before may have done so. */
export const readTable = async (client: TeableClient, tableId: string): Promise<Table> =>
	new Table(tableId, await client.get<Field[]>(path`/table/${tableId}/field`), (text) =>
		client.note(text),
	);
