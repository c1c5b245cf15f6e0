import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { path } from '../http/path';

/** A part of a line: text, a link, or the mention of a user. */
interface Inline extends IDataObject {
	type: 'span' | 'a' | 'mention';
	/** The string, or the ID of the user. */
	value?: string;
	/** The user's name, only in answers. */
	name?: string;
	title?: string;
	url?: string;
}

/** A line of a comment, or an image. */
interface Block extends IDataObject {
	type: 'p' | 'img';
	children?: Inline[];
}

export type CommentContent = Block[];

/** A comment in the list, without what does not apply (1.10 and July 2026). */
export interface Comment extends IDataObject {
	id: string;
	content: CommentContent;
	createdBy: { id: string; name: string; avatar?: string };
	createdTime: string;
	lastModifiedTime?: string;
	quoteId?: string;
}

interface CommentPage {
	/** Oldest first. */
	comments: Comment[];
	/** The cursor for the page with older comments; null on the last page. */
	nextCursor?: string | null;
}

/** The record of the comments. */
export interface Commented {
	tableId: string;
	recordId: string;
}

/** The content of a comment from a string: a paragraph for each line. */
export const contentOf = (text: string): CommentContent =>
	text.split(/\r?\n/).map((line) => ({ type: 'p', children: [{ type: 'span', value: line }] }));

/** The content of a comment as text: a line for each paragraph or image. */
export const textOf = (content: CommentContent): string =>
	content
		.map(({ type, children = [] }) =>
			type === 'img' ? '[image]' : children.map(inlineText).join(''),
		)
		.join('\n');

function inlineText({ type, value = '', name, title, url = '' }: Inline): string {
	if (type === 'mention') return `@${name ?? value}`;
	if (type === 'a') return title && title !== url ? `${title} (${url})` : url;
	return value;
}

/** A page of a record's comments: the newest, or those before `cursor`. Teable returns up to 1,000. */
export async function fetchCommentPage(
	client: TeableClient,
	{ tableId, recordId }: Commented,
	take: number,
	cursor?: string,
): Promise<CommentPage> {
	return await client.get<CommentPage>(path`/comment/${tableId}/${recordId}/list`, {
		take,
		...(cursor !== undefined && { cursor }),
	});
}
