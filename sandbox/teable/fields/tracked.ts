import type { Field } from '../../state';

/** The fields that a last modified time tracks; none if it tracks all of them, or is another field. Only on 2026. */
export const trackedBy = ({ type, options: { trackedFieldIds } }: Field): string[] =>
	type === 'lastModifiedTime' && Array.isArray(trackedFieldIds)
		? (trackedFieldIds as string[])
		: [];
