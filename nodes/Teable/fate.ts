import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** What became of a change that failed: whether Teable carried it out. */
export type Fate = 'written' | 'notWritten' | 'unknown';

/** Kept beside the errors, not in them: n8n stores and shows all that an error holds. */
const fates = new WeakMap<Error, Fate>();

/** Notes what became of the change that an error is about, and gives the error. */
export function withFate<E extends Error>(error: E, fate: Fate): E {
	fates.set(error, fate);
	return error;
}

/** What became of the change. Nothing was sent where nobody has noted anything: the node itself refused. */
export const fateOf = (error: Error): Fate => fates.get(error) ?? 'notWritten';

/** Whether the error is about a change that was sent, not about what the node refused or could not read before. */
export const wasRequested = (error: Error): boolean => fates.has(error);

/** What stands in Teable although the items that it was made for failed. */
const remains = new WeakMap<Error, string>();

/** Notes, in a sentence, what stays in Teable although the error is the end of it, and gives the error. */
export function withRemains<E extends Error>(error: E, sentence: string): E {
	remains.set(error, sentence);
	return error;
}

/** What was noted so; undefined when nothing stays but what became of the items. */
export const remainsOf = (error: Error): string | undefined => remains.get(error);

/** Stands for the result of an item that was left alone because another one failed before. */
export const NOT_BEGUN = new Error('This item was left alone, as another one failed before.');

/**
 * The failure of a request for several items as the error of one of them: each needs its own, as an error
 * carries the index of its item.
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

/** Gives an error what was noted of the one that it stands for. */
export function withNotesOf<E extends Error>(error: E, original: Error): E {
	const fate = fates.get(original);
	if (fate !== undefined) fates.set(error, fate);
	const sentence = remains.get(original);
	if (sentence !== undefined) remains.set(error, sentence);
	return error;
}
