import type { IDataObject } from 'n8n-workflow';

import type { Move, Script, Tool, Turn } from './chatModel';

/** Makes one move after the other, each knowing what the calls before came back with. */
export const oneByOne =
	(...moves: Array<(turn: Turn) => Move>): Script =>
	(turn) =>
		moves[turn.answers.length](turn);

/** The items that a tool gave. */
export const items = (answer = '[]') => JSON.parse(answer) as IDataObject[];

/** What the last call failed with. */
export const errorOf = ({ answers }: Turn) => String(items(answers.at(-1))[0].error);

/** The names that a message offers behind some words, e.g. "Its columns are 'Name', 'Email'". */
export const offered = (message: string, behind: string): string[] =>
	/^[^.:]*/
		.exec(message.split(behind)[1])![0]
		.split(',')
		.map((name) => name.trim().replace(/^'|'$/g, ''));

/** The tool whose description holds some words. */
export const described = ({ tools }: Turn, words: string): Tool => {
	const tool = tools.find(({ description }) => new RegExp(words, 'i').test(description));
	if (!tool) throw new Error(`No tool says that it can "${words}"`);
	return tool;
};
