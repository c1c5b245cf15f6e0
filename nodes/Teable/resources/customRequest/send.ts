import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { attemptAsync } from '../../core/attempt';
import type { ItemContext, Result } from '../../core/operation';
import { WithFiles } from '../../core/operation';
import { withFate } from '../../fate';
import { outputFileField } from '../../fields/outputFileField';
import type { TeableClient } from '../../teable/http/client';
import { refusalOf } from '../../teable/http/errors';
import type { IncomingFile } from '../../teable/http/files/files';
import type { Request } from '../../teable/http/outcome';
import { isEmptyAnswer } from '../../teable/http/recovery';
import { isObject } from '../../values/objects';
import { keepFile } from '../fetchFile';
import { defineOperation } from '../operation';
import { bodyFields, chosenBody } from './request/body';
import { chosenPath, pathField } from './request/path';
import { chosenQuery, queryField } from './request/query';

type Context = ItemContext<TeableClient>;

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;

const methodField: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: METHODS.map((method) => ({ name: method, value: method })),
	default: 'GET',
	description:
		'The HTTP method. GET is retried after temporary failures. All other methods are sent only once.',
};

const responseField: INodeProperties = {
	displayName: 'Response Format',
	name: 'responseFormat',
	type: 'options',
	options: [
		{
			name: 'File',
			value: 'file',
			description: 'Put the response into a binary field',
		},
		{
			name: 'Items',
			value: 'items',
			description: 'Parse the response as JSON. An array returns an item for each element.',
		},
	],
	default: 'items',
	description: 'How to output the response',
};

export const send = defineOperation({
	name: 'Send',
	value: 'send',
	action: 'Send custom request',
	description:
		"Send a custom request to a route of Teable's API, e.g. one that this node has no operation for",
	properties: [
		methodField,
		pathField,
		queryField,
		...bodyFields,
		responseField,
		{ ...outputFileField, displayOptions: { show: { [responseField.name]: ['file'] } } },
	],
	async each(context) {
		const { client, param } = context;
		const method = param.choice(methodField.name, METHODS, undefined, methodField.displayName);
		const request: Request = {
			...{ method, path: chosenPath(param), query: chosenQuery(param) },
			...(method !== 'GET' && (await chosenBody(context))),
		};
		const format = param.choice(
			responseField.name,
			['items', 'file'],
			undefined,
			'Response Format',
		);
		const field = format === 'file' && param.requiredText(outputFileField.name, 'Field');
		try {
			if (field === false) return itemsIn(await client.call<unknown>(request));
			return await asFile(context, request, field);
		} catch (error) {
			throw isMissingRoute(error as Error) ? missingRoute(context, request) : error;
		}
	},
});

/** An array gives an item for each element. Values that are not objects go under `value`. */
function itemsIn(answer: unknown): Result {
	if (isEmptyAnswer(answer)) return { success: true };
	return Array.isArray(answer) ? answer.map(itemOf) : itemOf(answer);
}

const itemOf = (value: unknown): IDataObject =>
	isObject(value) ? value : { value: value as IDataObject[string] };

async function asFile(context: Context, request: Request, field: string): Promise<WithFiles> {
	const file = await context.client.call<IncomingFile>({ ...request, asFile: true });
	const isRead = request.method === 'GET';
	const kept = await attemptAsync(
		async () => await keepFile(context, file, {}, isRead ? undefined : CARRIED_OUT),
	);
	if (kept instanceof Error) throw isRead ? kept : withFate(kept, 'written');
	const { fileName, fileSize, mimeType } = kept;
	return new WithFiles({ fileName, fileSize, mimeType }, { [field]: kept });
}

const CARRIED_OUT = 'Teable has carried out the request. Only its response was lost.';

/** Teable's message for an unknown route, which contains the path. */
function isMissingRoute(error: Error): boolean {
	const refusal = refusalOf(error);
	return refusal?.status === 404 && refusal.message.startsWith('Cannot ');
}

const missingRoute = ({ param }: Context, { method, path }: Request): Error =>
	withFate(
		param.bad({
			label: pathField.displayName,
			problem: `is wrong: this Teable server has no route ${method} ${path}`,
			remedy: "Check 'Method' and 'Path'. The server may also be too old, or another edition.",
		}),
		'notWritten',
	);
