import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';

/** A list of names, each with a value. */
export const namedValuesField = (field: {
	displayName: string;
	name: string;
	entry: string;
	namePlaceholder: string;
	valuePlaceholder: string;
	description: string;
}): INodeProperties => {
	const { displayName, name, entry, description } = field;
	return {
		...{ displayName, name, description },
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: `Add ${entry.toLowerCase()}`,
		default: {},
		options: [
			{
				displayName: entry,
				name: 'entry',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: field.namePlaceholder,
						description: `The name of the ${entry.toLowerCase()}`,
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: field.valuePlaceholder,
						description: `The value of the ${entry.toLowerCase()}. Use an expression for a number, true, false or an array.`,
					},
				],
			},
		],
	};
};

/** The names and values in such a list. @throws NodeOperationError if a name is empty */
export const namedValues = (
	param: Parameters,
	{ name, displayName }: INodeProperties,
): Array<[string, unknown]> =>
	param.rows(name, displayName, 'entry').map((row) => {
		const own = row.text('name', displayName);
		if (own !== '') return [own, row.value('value')];
		throw param.bad({
			label: displayName,
			problem: 'has an entry without a name',
			remedy: 'Fill it in, or remove the entry.',
		});
	});
