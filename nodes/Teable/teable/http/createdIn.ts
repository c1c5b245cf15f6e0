import type { Recovery } from './recovery';

/**
 * A recovery for the creation of something: afterwards, it is new in a list. The list is read when this is called, so
 * call it before the request is sent.
 *
 * @param list returns everything that exists, in the form of the answer to the creation
 * @param isIt whether an entry can be the created one, e.g. by its name
 * @param before the current entries, if they have been read already
 */
export async function createdIn<T extends { id: string }>(
	list: () => Promise<T[]>,
	isIt: (one: T) => boolean,
	before?: T[],
): Promise<Recovery<T>> {
	const known = new Set((before ?? (await list())).map(({ id }) => id));
	return {
		fits: (answer) => typeof answer?.id === 'string',
		look: async () => {
			const created = (await list()).filter((one) => !known.has(one.id) && isIt(one));
			if (created.length > 1) throw new Error('others have been created at the same time');
			return created[0];
		},
	};
}
