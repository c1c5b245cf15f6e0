import { attemptAsync } from '../core/attempt';
import { sentence } from '../teable/http/explanations';

/** Says that something exists although the operation failed. @param what e.g. "View 'Open' (viw…)" */
export const alreadyCreated = (what: string): string => `${what} had already been created.`;

/**
 * Deletes what was created for an operation that then failed.
 *
 * @param what e.g. "View 'Open' (viw…)"
 * @returns whether it is deleted, and sentences about it for the error
 */
export async function deleteAgain(
	what: string,
	remove: () => Promise<unknown>,
): Promise<{ removed: boolean; said: string }> {
	const failure = await attemptAsync(remove);
	const created = alreadyCreated(what);
	return failure instanceof Error
		? {
				removed: false,
				said: `${created} It could not be deleted again: ${sentence(failure.message)}`,
			}
		: { removed: true, said: `${created} It was deleted again.` };
}
