import { idPattern } from '../../teable/schema/id';

/** n8n puts the key into a path, between quotes, and takes a text that begins with `=` for an expression. */
const UNSAFE = /[^\p{L}\p{M}\p{N} _()-]+/gu;

const MOST_OF_NAME = 40;

/**
 * The key under which the mapper keeps a column, e.g. `Email (fldAbCdEfGhIjKlMnOp)`. n8n 2.41 shows it as it is among
 * the columns to match on and in its own messages, so the name comes first; the ID outlives a rename.
 */
export function columnKey({ id, name }: { id: string; name: string }): string {
	const plain = name.replace(UNSAFE, ' ').trim();
	return plain === '' ? id : `${plain.slice(0, MOST_OF_NAME)} (${id})`;
}

const KEY = new RegExp(`(?:^|^[^]* \\()(${idPattern('fld')})\\)?$`);

/** The ID in such a key, or in one of an earlier version, which is an ID alone. Undefined for any other text. */
export const idInColumnKey = (key: string): string | undefined => KEY.exec(key)?.[1];
