/** An ID takes 16 bytes, twice, of n8n's database, which is written whole with every event. */
export const MOST_KEPT = 20_000;

const PREFIX = 'rec';

/** The IDs of records without their prefix, one after another: as short as they can be kept. */
export const packed = (ids: string[]): string => ids.map((id) => id.slice(PREFIX.length)).join('');

/** The IDs in a packed text, in the same order. */
export const unpacked = (ids: string): string[] =>
	(ids.match(/.{16}/g) ?? []).map((id) => PREFIX + id);
