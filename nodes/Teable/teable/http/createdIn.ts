import type { Recovery } from './recovery';

/**
 * How to find what a lost answer has created, by the list it stands in afterwards. The list is read at once:
 * call it before the request is sent.
 *
 * @param list gives all that is there, as the answer to the creation would describe it
 * @param isIt whether one of the list may be what was to be created, e.g. by its name
 * @param before what the list gives now, where it has been read already
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
