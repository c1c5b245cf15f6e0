import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { Attachment } from '../../../../teable/reading/attachments';
import { addressesIn } from '../../../../teable/http/files/fileAddress';
import { several } from '../../../../values/several';

/** A file on the web, with an optional name for it. */
export interface WebFile {
	address: string;
	name?: string;
}

/** A file for an attachment cell: a binary field of the item, a file on the web, or one already in Teable. */
export type FileSource = string | WebFile | Attachment;

/** What an attachment column accepts from an item, for messages. */
export function filesAccepted(binary: IBinaryKeyData | undefined): string {
	const names = Object.keys(binary ?? {}).map((name) => `'${name}'`);
	const fields = names.length > 0 ? names.join(', ') : 'none here';
	return `names of the item's binary fields (${fields}), URLs that start with https:// or http://, objects with 'url' and 'filename', or attachments as returned by Teable`;
}

const URL_START = /^https?:\/\//i;

/**
 * The files in a value: one or several, as a list or as text. Objects can have the form that Airtable and others
 * use, or Teable's own.
 *
 * @param binary the item's binary fields, whose names may contain commas
 * @returns undefined if something in the value is not a file
 */
export function fileSources(
	value: unknown,
	binary: IBinaryKeyData | undefined,
): FileSource[] | undefined {
	const isBinaryField = (text: string) => Object.hasOwn(binary ?? {}, text);
	const entries = several(value, isBinaryField, (text) =>
		/^\s*https?:/i.test(text) ? addressesIn(text) : text.split(','),
	);
	const sources = entries.map((entry) =>
		typeof entry === 'string' && !URL_START.test(entry) && !isBinaryField(entry)
			? undefined
			: sourceOf(entry),
	);
	return sources.length > 0 && sources.every((source) => source !== undefined)
		? sources
		: undefined;
}

function sourceOf(entry: unknown): FileSource | undefined {
	if (typeof entry === 'string') return URL_START.test(entry) ? { address: entry } : entry;
	if (typeof entry !== 'object' || entry === null) return undefined;
	const file = entry as IDataObject;
	if (isAttachment(file)) return file;
	const { url, filename, name } = file;
	if (typeof url !== 'string' || !URL_START.test(url)) return undefined;
	const given = [filename, name].find((text) => typeof text === 'string' && text.trim() !== '');
	return { address: url, ...(given !== undefined && { name: String(given) }) };
}

/** Teable identifies a file by its token and stores the other properties as they are written. */
const isAttachment = (file: IDataObject): file is Attachment =>
	['id', 'name', 'token', 'path', 'mimetype'].every((key) => typeof file[key] === 'string') &&
	typeof file.size === 'number';
