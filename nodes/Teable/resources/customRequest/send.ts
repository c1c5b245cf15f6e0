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
		'GET reads, and is repeated after a passing fault. All others are sent once, and no fault makes the node send them again.',
};

const responseField: INodeProperties = {
	displayName: 'Response Format',
	name: 'responseFormat',
	type: 'options',
	options: [
		{
			name: 'File',
			value: 'file',
			description: 'Put what Teable answers into a binary field, whatever it is',
		},
		{
			name: 'Items',
			value: 'items',
			description: 'Read JSON: a list gives an item for each of its entries',
		},
	],
	default: 'items',
	description: 'What to make of the answer',
};

export const send = defineOperation({
	name: 'Send',
	value: 'send',
	action: 'Send custom request',
	description:
		"Send a request of your own to a route of Teable's API for which this node has no operation",
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

/** A list gives an item for each entry. What is no object goes under a name of its own. */
function itemsIn(answer: unknown): Result {
	if (isEmptyAnswer(answer)) return { success: true };
	return Array.isArray(answer) ? answer.map(itemOf) : itemOf(answer);
}

const itemOf = (value: unknown): IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: { value: value as IDataObject[string] };

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

const CARRIED_OUT = 'Teable has carried out the request: only its answer is lost.';

/** Teable's words for a route that it does not have, which name the path. */
function isMissingRoute(error: Error): boolean {
	const refusal = refusalOf(error);
	return refusal?.status === 404 && refusal.message.startsWith('Cannot ');
}

const missingRoute = ({ param }: Context, { method, path }: Request): Error =>
	withFate(
		param.bad({
			label: pathField.displayName,
			problem: `is wrong: this Teable server has no route ${method} ${path}`,
			remedy: "Check 'Method' and 'Path'. It may also be older, or another edition.",
		}),
		'notWritten',
	);
