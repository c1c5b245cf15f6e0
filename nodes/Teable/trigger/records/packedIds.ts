/** Each ID takes 16 bytes, twice, in n8n's database, and all of them are saved with every event. */
export const MAX_STORED = 20_000;

const PREFIX = 'rec';

/** Record IDs as one short string, without prefixes. */
export const packed = (ids: string[]): string => ids.map((id) => id.slice(PREFIX.length)).join('');

/** The IDs in a packed text, in the same order. */
export const unpacked = (ids: string): string[] =>
	(ids.match(/.{16}/g) ?? []).map((id) => PREFIX + id);
