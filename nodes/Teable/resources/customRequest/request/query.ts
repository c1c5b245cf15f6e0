import type { IDataObject } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import { isDate } from '../../../values/objects';
import { isBlank, isNothing } from '../../../values/quoted';
import { namedValues, namedValuesField } from './namedValues';

export const queryField = namedValuesField({
	displayName: 'Query Parameters',
	name: 'queryParameters',
	entry: 'Parameter',
	namePlaceholder: 'e.g. fieldKeyType',
	valuePlaceholder: 'e.g. id',
	description:
		'The query parameters of the URL. A name that appears more than once, or has an array of texts, is sent as a list. Objects and arrays of objects are sent as JSON, e.g. for filters.',
});

/**
 * The query; undefined when there is none.
 *
 * @throws NodeOperationError for a missing value: without its filter, a request reads or deletes more
 */
export function chosenQuery(param: Parameters): IDataObject | undefined {
	const given = new Map<string, Array<string | string[]>>();
	for (const [name, value] of namedValues(param, queryField)) {
		if (isBlank(value) || (Array.isArray(value) && value.some(isNothing))) {
			throw param.bad({
				label: queryField.displayName,
				problem: `has no value for '${name}'`,
				remedy: 'Check the expression, or remove the parameter.',
			});
		}
		const key = name.replace(/\[\]$/, '');
		const sent = key === name ? written(value) : [written(value)].flat();
		given.set(key, [...(given.get(key) ?? []), sent]);
	}
	if (given.size === 0) return undefined;
	return Object.fromEntries(
		[...given].map(([name, values]) => [name, values.length === 1 ? values[0] : values.flat()]),
	);
}

const written = (value: unknown): string | string[] =>
	Array.isArray(value) && value.every((entry) => typeof entry !== 'object')
		? value.map(String)
		: textOf(value);

function textOf(value: unknown): string {
	if (isDate(value)) return String(value.toJSON());
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
