import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import { columnNames } from '../../../teable/schema/inference/columnNames';
import { inferField } from '../../../teable/schema/inference/inferField';
import { Table } from '../../../teable/schema/table';
import { givenBy, valuesByKey } from '../../record/writing/columns/given';

type Item = ItemContext<TeableClient>;

/** A column of a table created from items. */
export interface ItemColumn {
	/** The key of its values in the items; undefined for an added column. */
	key?: string;
	/** Whether it contains files; its key is then the name of a binary field. */
	ofFiles?: boolean;
	definition: FieldDefinition & { name: string };
}

const NO_TABLE = new Table('', []);

/** Types that Teable rejects for the first field. */
const NEVER_FIRST = new Set(['attachment', 'checkbox']);

/**
 * The columns for the items: one for each key, in the order in which the keys appear, with a type that fits all of
 * its values; then one for each binary field, if files are wanted.
 *
 * @param firstKey the key of the first column; '' for the first suitable one
 * @throws NodeOperationError if that column cannot be the first, or the items are empty
 */
export function columnsOf(items: Item[], firstKey: string, withFiles: boolean): ItemColumn[] {
	const [{ param, timezone }] = items;
	const reading = { zone: timezone, strict: false };
	const values = valuesByKey(items, NO_TABLE);
	const names = columnNames([...values.keys()]);
	const columns: ItemColumn[] = [...values].map(([key, all]) => ({
		key,
		definition: { name: names.get(key) ?? key, ...inferField(all, reading) },
	}));
	const fileKeys = withFiles ? binaryKeys(items) : [];
	for (const [key, name] of columnNames(fileKeys, names.values())) {
		columns.push({ key, ofFiles: true, definition: { name, type: 'attachment' } });
	}
	if (columns.length > 0) return inOrder(columns, firstKey, param);
	throw param.bad({
		label: 'Fields',
		problem: 'is set to From Input Items, but all of them are empty',
		remedy: 'Check the node before this one, or define the fields below.',
	});
}

/** An item's values for the columns of a new table. */
export const givenByItem = (item: Item) => givenBy(item, NO_TABLE, true);

const binaryKeys = (items: Item[]): string[] => [
	...new Set(items.flatMap(({ item }) => Object.keys(item.binary ?? {}))),
];

/** Moves a suitable column to the front. If there is none, a column for titles is added. */
function inOrder(columns: ItemColumn[], firstKey: string, param: Item['param']): ItemColumn[] {
	const first =
		firstKey === ''
			? columns.find(canBeFirst)
			: columns.find(({ key, definition: { name } }) => key === firstKey || name === firstKey);
	if (!first && firstKey === '') {
		const taken = columns.map(({ definition }) => definition.name);
		const name = columnNames(['Name'], taken).get('Name') ?? 'Name';
		return [{ definition: { name, type: 'singleLineText' } }, ...columns];
	}
	if (!first) {
		throw param.bad({
			label: 'First Column',
			problem: `is '${firstKey}', which no input item has`,
			remedy: `The items have ${columns.map(({ key }) => `'${key}'`).join(', ')}.`,
		});
	}
	if (!canBeFirst(first)) {
		throw param.bad({
			label: 'First Column',
			problem: `is '${firstKey}', which contains ${first.ofFiles ? 'files' : 'true and false'} and can't be the first column in Teable`,
			remedy: 'Choose another key, or leave it empty.',
		});
	}
	return [first, ...columns.filter((column) => column !== first)];
}

const canBeFirst = ({ definition }: ItemColumn): boolean => !NEVER_FIRST.has(definition.type);
