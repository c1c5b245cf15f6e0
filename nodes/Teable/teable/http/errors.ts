import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { withNotesOf } from '../../fate';
import { explainRefusal } from './explanations';
import type { Explanation, FailedRequest, Refusal, Unanswered } from './failure';
import { explainNoAnswer } from './reasons/noAnswer';

const refusals = new WeakMap<Error, Refusal>();

/** What Teable answered, when the error is about an answer. */
export const refusalOf = (error: Error): Refusal | undefined => refusals.get(error);

/** An error for an answer that Teable, or something on the way to it, gave. */
export function refusalError(node: INode, request: FailedRequest, refusal: Refusal): NodeApiError {
	const facts = [
		`${request.method} ${request.path} was answered ${refusal.status}`,
		refusal.code && `(${refusal.code})`,
		refusal.message && `"${refusal.message}"`,
		refusal.requestId && `request ID ${refusal.requestId}`,
	];
	const error = apiError(node, {
		...explainRefusal(request, refusal),
		technical: `${facts.filter(Boolean).join(' ')}.`,
		httpCode: String(refusal.status),
	});
	refusals.set(error, refusal);
	return error;
}

/** An error for a request that got no usable answer: connection, time, or a body that is not JSON. */
export const noAnswerError = (
	node: INode,
	request: FailedRequest,
	cause: Unanswered,
): NodeApiError =>
	apiError(node, {
		...explainNoAnswer(request.origin, cause),
		technical: `${request.method} ${request.path} got no usable answer${cause.code === undefined ? '' : ` (${cause.code})`}.`,
	});

/** A text for people, and what only those ask for who look into a fault. */
export interface ErrorText extends Explanation {
	/** Which request failed and how: n8n shows it under "Error details", as "Full message". */
	technical?: string;
	httpCode?: string;
}

/**
 * Built from an empty object: a NodeApiError made from another error keeps that one's message, request and
 * headers. The message is set last, as n8n replaces one that happens to hold a system error's name.
 */
export function apiError(node: INode, { technical, ...text }: ErrorText): NodeApiError {
	const error = new NodeApiError(node, {} as JsonObject, text);
	error.message = text.message;
	error.messages = technical === undefined ? [] : [technical];
	return error;
}

/** The same error in other words. What was noted of it, and what Teable answered, go along. */
export function reworded(error: NodeApiError, message: string): NodeApiError {
	const { node, description, messages, httpCode } = error;
	const other = apiError(node, {
		message,
		description: description ?? undefined,
		technical: messages[0],
		httpCode: httpCode ?? undefined,
	});
	const refusal = refusals.get(error);
	if (refusal !== undefined) refusals.set(other, refusal);
	return withNotesOf(other, error);
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
