import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** Whether Teable carried out a change that failed. */
export type Fate = 'written' | 'notWritten' | 'unknown';

/** Kept outside the errors, because n8n stores and shows all properties of an error. */
const fates = new WeakMap<Error, Fate>();

/** Records whether Teable carried out the change that an error is about, and returns the error. */
export function withFate<E extends Error>(error: E, fate: Fate): E {
	fates.set(error, fate);
	return error;
}

/** Whether Teable carried out the change. Without a record nothing was sent: the node itself refused. */
export const fateOf = (error: Error): Fate => fates.get(error) ?? 'notWritten';

/** Whether the error is about a change that was sent, rather than one that the node refused beforehand. */
export const wasRequested = (error: Error): boolean => fates.has(error);

/** What stays in Teable although the items it was created for failed. */
const remains = new WeakMap<Error, string>();

/** Records, as a sentence, what stays in Teable in spite of an error, and returns the error. */
export function withRemains<E extends Error>(error: E, sentence: string): E {
	remains.set(error, sentence);
	return error;
}

/** The sentence recorded with `withRemains`, if any. */
export const remainsOf = (error: Error): string | undefined => remains.get(error);

/** The result of an item that was not processed because an earlier one failed. */
export const NOT_BEGUN = new Error('This item was not processed because an earlier item failed.');

/**
 * The failure of a request for several items, as the error of one of them. Each item needs its own copy, because an
 * error carries the index of its item.
 */
export function errorOfItem<E extends Error>(error: E, itemIndex: number): E {
	if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) return error;
	const own = Object.create(
		Object.getPrototypeOf(error) as object,
		Object.getOwnPropertyDescriptors(error),
	) as E & NodeApiError;
	own.context = { ...error.context, itemIndex };
	return withNotesOf(own, error);
}

/** Copies what was recorded for one error to another that replaces it. */
export function withNotesOf<E extends Error>(error: E, original: Error): E {
	const fate = fates.get(original);
	if (fate !== undefined) fates.set(error, fate);
	const sentence = remains.get(original);
	if (sentence !== undefined) remains.set(error, sentence);
	return error;
}
