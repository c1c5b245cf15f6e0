import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import type { TeableClient } from '../../../teable/http/client';
import type { Request } from '../../../teable/http/outcome';
import { namedValues, namedValuesField } from './namedValues';

const JSON_EXAMPLE = '{"name": "Orders", "records": []}';

const methodsWithBody = ['DELETE', 'PATCH', 'POST', 'PUT'];

const bodyField: INodeProperties = {
	displayName: 'Body',
	name: 'body',
	type: 'options',
	options: [
		{ name: 'Binary File', value: 'file', description: 'The bytes of a file of the input' },
		{ name: 'Fields', value: 'fields', description: 'A JSON object, given field by field' },
		{ name: 'JSON', value: 'json', description: 'A JSON object or list' },
		{ name: 'None', value: 'none', description: 'Nothing but the address' },
	],
	default: 'none',
	displayOptions: { show: { method: methodsWithBody } },
	description: 'What is sent along',
};

const onlyFor = (body: string) => ({ show: { method: methodsWithBody, body: [body] } });

const fieldsField: INodeProperties = {
	...namedValuesField({
		displayName: 'Body Fields',
		name: 'bodyFields',
		entry: 'Field',
		namePlaceholder: 'e.g. name',
		valuePlaceholder: 'e.g. Orders',
		description:
			'What the object holds. A text is sent as text: for a number, true, null, a list or an object use an expression.',
	}),
	displayOptions: onlyFor('fields'),
};

const jsonField: INodeProperties = {
	displayName: 'Body (JSON)',
	name: 'jsonBody',
	type: 'json',
	default: '{}',
	placeholder: `e.g. ${JSON_EXAMPLE}`,
	displayOptions: onlyFor('json'),
	description: 'A JSON object or list. An expression may give one.',
};

const fileField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'bodyFile',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	displayOptions: onlyFor('file'),
	description: 'The name of the input binary field with the file, which is sent with its type',
};

export const bodyFields: INodeProperties[] = [bodyField, fieldsField, jsonField, fileField];

/** What is sent along with a request. @throws NodeOperationError when it cannot be made of what is given */
export async function chosenBody({
	files,
	param,
}: ItemContext<TeableClient>): Promise<Pick<Request, 'body' | 'file'>> {
	const { displayName, name } = bodyField;
	switch (param.choice(name, ['none', 'fields', 'json', 'file'], undefined, displayName)) {
		case 'fields':
			return { body: objectOf(param) };
		case 'json':
			return { body: jsonOf(param) };
		case 'file':
			return {
				file: await files.get(param.requiredText(fileField.name, fileField.displayName)),
			};
		case 'none':
			return {};
	}
}

function objectOf(param: Parameters): IDataObject {
	const { displayName: label } = fieldsField;
	const values = new Map<string, IDataObject[string]>();
	for (const [name, value] of namedValues(param, fieldsField)) {
		if (values.has(name)) {
			throw param.bad({
				label,
				problem: `has '${name}' twice`,
				remedy: 'Remove one of them; for a list use an expression that gives one.',
			});
		}
		if (value === undefined) {
			throw param.bad({
				label,
				problem: `has no value for '${name}'`,
				remedy: 'Check the expression that gives it; for no value give null.',
			});
		}
		values.set(name, value as IDataObject[string]);
	}
	return Object.fromEntries(values);
}

function jsonOf(param: Parameters): IDataObject | IDataObject[] {
	const { displayName: label, name } = jsonField;
	const value = param.json(name, label, JSON_EXAMPLE);
	if (typeof value === 'object' && value !== null) return value as IDataObject | IDataObject[];
	throw param.bad({
		label,
		problem: 'is not an object or a list',
		remedy: `Write it like ${JSON_EXAMPLE}.`,
	});
}
