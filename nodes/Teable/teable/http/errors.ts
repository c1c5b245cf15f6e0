import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { withNotesOf } from '../../fate';
import { explainRefusal } from './explanations';
import type { Explanation, FailedRequest, Refusal, Unanswered } from './failure';
import { explainNoAnswer } from './reasons/noAnswer';

const refusals = new WeakMap<Error, Refusal>();

/** The refusal that an error is about, if any. */
export const refusalOf = (error: Error): Refusal | undefined => refusals.get(error);

/** An error for a refusal by Teable or by something in front of it. */
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

/** An error for a request without a usable answer: no connection, a timeout, or a body that is not JSON. */
export const noAnswerError = (
	node: INode,
	request: FailedRequest,
	cause: Unanswered,
): NodeApiError =>
	apiError(node, {
		...explainNoAnswer(request.origin, cause),
		technical: `${request.method} ${request.path} got no usable answer${cause.code === undefined ? '' : ` (${cause.code})`}.`,
	});

/** A text for users, and technical details for those who investigate the error. */
export interface ErrorText extends Explanation {
	/** Which request failed and how. n8n shows it as "Full message" under "Error details". */
	technical?: string;
	httpCode?: string;
}

/**
 * It is built from an empty object, because a NodeApiError built from another error keeps that error's message, request
 * and headers. The message is set last, because n8n replaces messages that contain the name of a system error.
 */
export function apiError(node: INode, { technical, ...text }: ErrorText): NodeApiError {
	const error = new NodeApiError(node, {} as JsonObject, text);
	error.message = text.message;
	error.messages = technical === undefined ? [] : [technical];
	return error;
}

/** The same error with another message. What was recorded for it is kept. */
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
 * The answer to a request; undefined if the credential is not allowed to send it, or if the thing does not exist. A 404
 * without Teable's message comes from another server.
 */
export const allowed = async <T>(answer: Promise<T>): Promise<T | undefined> =>
	await answer.catch((error: Error) => {
		const { status, message } = refusalOf(error) ?? {};
		if (status === 403 || (status === 404 && message)) return undefined;
		throw error;
	});
