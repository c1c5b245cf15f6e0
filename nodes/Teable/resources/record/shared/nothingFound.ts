import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';

const noItem: INodePropertyOptions = {
	name: 'Return No Item',
	value: 'nothing',
	description: "The next node doesn't run if there are no other items",
};

const oneItem: INodePropertyOptions = {
	name: 'Return an Item That Says So',
	value: 'item',
	description: 'Return an item with "found": false, so that every input item has an output item',
};

/** For operations that find any number of records. */
export const whenNoRecords: INodeProperties = {
	displayName: 'If No Record Found',
	name: 'whenNothingFound',
	type: 'options',
	options: [noItem, oneItem],
	default: 'nothing',
	description: 'What to return for an input item when no record matches',
};

/** For operations that find one record. */
export const whenNoRecord: INodeProperties = {
	displayName: 'If Record Not Found',
	name: 'whenNothingFound',
	type: 'options',
	options: [
		noItem,
		oneItem,
		{ name: 'Stop With an Error', value: 'error', description: 'Fail the item' },
	],
	default: 'error',
	description: 'What to return for an input item when the table has no record with its ID',
};

const nothingFound = (): IDataObject => ({ found: false });

/** The records of an item, or what is returned if there are none. */
export function orInstead<T>(param: Parameters, records: T[]): T[] | IDataObject {
	const choice = param.options.choice(whenNoRecords.name, ['nothing', 'item'], 'nothing');
	return records.length === 0 && choice === 'item' ? nothingFound() : records;
}

/** What is returned for an item without a record. @param error creates the error if one is wanted */
export function insteadOfRecord(
	param: Parameters,
	error: () => Error,
): Error | IDataObject | undefined {
	const choice = param.options.choice(whenNoRecord.name, ['error', 'item', 'nothing'], 'error');
	if (choice === 'error') return error();
	return choice === 'item' ? nothingFound() : undefined;
}
