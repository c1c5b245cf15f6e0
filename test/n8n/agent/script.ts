import type { IDataObject } from 'n8n-workflow';

import type { Move, Script, Tool, Turn } from './chatModel';

/** Makes one move after the other, each with the results of the calls before. */
export const oneByOne =
	(...moves: Array<(turn: Turn) => Move>): Script =>
	(turn) =>
		moves[turn.answers.length](turn);

/** The items that a tool returned. */
export const items = (answer = '[]') => JSON.parse(answer) as IDataObject[];

/** The error of the last call. */
export const errorOf = ({ answers }: Turn) => String(items(answers.at(-1))[0].error);

/** The names that a message lists after some words, e.g. "Its columns are 'Name', 'Email'". */
export const offered = (message: string, behind: string | RegExp): string[] =>
	/^[^.:]*/
		.exec(message.split(behind)[1])![0]
		.split(',')
		.map((name) => name.trim().replace(/^'|'$/g, ''));

/** The tool whose description contains some words. */
export const described = ({ tools }: Turn, words: string): Tool => {
	const tool = tools.find(({ description }) => new RegExp(words, 'i').test(description));
	if (!tool) throw new Error(`No tool says that it can "${words}"`);
	return tool;
};
