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
		{ name: 'Binary File', value: 'file', description: 'A file from a binary field of the input' },
		{ name: 'Fields', value: 'fields', description: 'A JSON object, defined field by field' },
		{ name: 'JSON', value: 'json', description: 'A JSON object or array' },
		{ name: 'None', value: 'none', description: 'No body' },
	],
	default: 'none',
	displayOptions: { show: { method: methodsWithBody } },
	description: 'The format of the request body',
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
			'The fields of the JSON object. Values are sent as text; for a number, true, false, null, an array or an object, use an expression.',
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
	description: 'The body as a JSON object or array',
};

const fileField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'bodyFile',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	displayOptions: onlyFor('file'),
	description: 'The name of the input binary field with the file to send',
};

export const bodyFields: INodeProperties[] = [bodyField, fieldsField, jsonField, fileField];

/** The body of the request. @throws NodeOperationError if the parameters do not give one */
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
				problem: `contains '${name}' twice`,
				remedy: 'Remove one of them. To send an array, use an expression.',
			});
		}
		if (value === undefined) {
			throw param.bad({
				label,
				problem: `has no value for '${name}'`,
				remedy: 'Check the expression. If there is no value, use null.',
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
		problem: 'is not an object or array',
		remedy: `Write it like ${JSON_EXAMPLE}.`,
	});
}
