import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';

const noItem: INodePropertyOptions = {
	name: 'Give No Item',
	value: 'nothing',
	description: 'The next node does not run if there is no other item',
};

const oneItem: INodePropertyOptions = {
	name: 'Give One Item That Says So',
	value: 'item',
	description: 'An item with "found" set to false, so that each input item keeps a partner',
};

/** For an operation that looks for the records that match. */
export const whenNoRecords: INodeProperties = {
	displayName: 'When Nothing Is Found',
	name: 'whenNothingFound',
	type: 'options',
	options: [noItem, oneItem],
	default: 'nothing',
	description: 'What to give for an input item when no record matches',
};

/** For an operation that looks for one record. */
export const whenNoRecord: INodeProperties = {
	displayName: 'When Nothing Is Found',
	name: 'whenNothingFound',
	type: 'options',
	options: [
		noItem,
		oneItem,
		{ name: 'Stop With an Error', value: 'error', description: 'It names the ID' },
	],
	default: 'error',
	description: 'What to give for an input item when the table has no such record',
};

const nothingFound = (): IDataObject => ({ found: false });

/** The records of an item, or what it gets where there are none. */
export function orInstead<T>(param: Parameters, records: T[]): T[] | IDataObject {
	const choice = param.options.choice(whenNoRecords.name, ['nothing', 'item'], 'nothing');
	return records.length === 0 && choice === 'item' ? nothingFound() : records;
}

/** What an item gets for which there is no record: the error, where it is to be one. */
export function insteadOfRecord(
	param: Parameters,
	error: () => Error,
): Error | IDataObject | undefined {
	const choice = param.options.choice(whenNoRecord.name, ['error', 'item', 'nothing'], 'error');
	if (choice === 'error') return error();
	return choice === 'item' ? nothingFound() : undefined;
}
