import { withFate } from '../../fate';

/**
 * Reads something after it was changed.
 *
 * @param done what has been done, as a sentence without a period, e.g. "The view was shared"
 * @throws the failure of the read, which says that the change was made
 */
export const readAfter = async <T>(done: string, read: Promise<T>): Promise<T> =>
	await read.catch((error: Error) => {
		error.message = `${done}, but reading it afterwards failed. ${error.message}`;
		throw withFate(error, 'written');
	});
