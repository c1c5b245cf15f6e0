import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { Explanation, FailedRequest, Refusal, Unanswered } from './explanations';
import { explainNoAnswer, explainRefusal } from './explanations';

const refusals = new WeakMap<Error, Refusal>();

/** What Teable answered, when the error is about an answer. */
export const refusalOf = (error: Error): Refusal | undefined => refusals.get(error);

/** An error for an answer that Teable, or something on the way to it, gave. */
export function refusalError(node: INode, request: FailedRequest, refusal: Refusal): NodeApiError {
	const { message, description } = explainRefusal(request, refusal);
	const facts = [
		`${request.method} ${request.path} was answered ${refusal.status}`,
		refusal.code && `(${refusal.code})`,
		refusal.message && `"${refusal.message}"`,
		refusal.requestId && `request ID ${refusal.requestId}`,
	];
	const error = apiError(node, {
		message,
		description: [description, `${facts.filter(Boolean).join(' ')}.`].filter(Boolean).join(' '),
		httpCode: String(refusal.status),
	});
	refusals.set(error, refusal);
	return error;
}

/** An error for a request that got no usable answer: connection, time, or a body that is not JSON. */
export function noAnswerError(
	node: INode,
	request: FailedRequest,
	cause: Unanswered,
): NodeApiError {
	const { message, description } = explainNoAnswer(request.origin, cause);
	return apiError(node, {
		message,
		description: [description, `${request.method} ${request.path} got no usable answer.`]
			.filter(Boolean)
			.join(' '),
	});
}

/**
 * Built from an empty object: a NodeApiError made from another error keeps that one's message, request and
 * headers. The message is set last, as n8n replaces one that happens to hold a system error's name.
 */
export function apiError(node: INode, text: Explanation & { httpCode?: string }): NodeApiError {
	const error = new NodeApiError(node, {} as JsonObject, text);
	error.message = text.message;
	return error;
}

/**
 * What a request gives; undefined where the credential may not ask, or there is no such thing. A 404 without a word of
 * Teable's comes from another server.
 */
export const allowed = async <T>(answer: Promise<T>): Promise<T | undefined> =>
	await answer.catch((error: Error) => {
		const { status, message } = refusalOf(error) ?? {};
		if (status === 403 || (status === 404 && message)) return undefined;
		throw error;
	});
