import { idPattern } from '../../teable/schema/id';

/** n8n uses the key in a path, between quotes, and treats text that starts with `=` as an expression. */
const UNSAFE = /[^\p{L}\p{M}\p{N} _()-]+/gu;

const MOST_OF_NAME = 40;

/**
 * The key under which the mapper stores a column, e.g. `Email (fldAbCdEfGhIjKlMnOp)`. n8n 2.41 shows this key in the
 * list of columns to match on and in its own messages, so the name comes first; the ID survives a rename.
 */
export function columnKey({ id, name }: { id: string; name: string }): string {
	const plain = name.replace(UNSAFE, ' ').trim();
	return plain === '' ? id : `${plain.slice(0, MOST_OF_NAME)} (${id})`;
}

const KEY = new RegExp(`(?:^|^[^]* \\()(${idPattern('fld')})\\)?$`);

/** The ID in such a key, or in one of an earlier version, which is only an ID. Undefined for any other text. */
export const idInColumnKey = (key: string): string | undefined => KEY.exec(key)?.[1];
