import type { NodeApiError } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { fateOf, withFate } from '../../fate';
import { refusalOf } from './errors';
import { sentence } from './explanations';

/**
 * How to find out whether a change was made that got no usable answer.
 *
 * `look` reads from Teable. If it finds the change, it returns what the answer would have been. If the change has
 * certainly not been made (yet), it returns undefined. It throws if it cannot tell.
 */
export interface Recovery<T> {
	look?(failure: NodeApiError): Promise<T | undefined>;
	/** Whether an answer belongs to this change. A proxy may answer 200 with a body of its own. */
	fits?(answer: T): boolean;
	/** What the error tells the user to do if the outcome stays unknown. */
	unknown?: string;
}

/** For a change whose outcome doesn't matter, because it leaves nothing behind. */
export const HARMLESS = 'harmless';

/** Whether an answer is empty, as Teable's answers to some changes are. */
export const isEmptyAnswer = (answer: unknown): boolean => answer === '' || answer === undefined;

const LOOK_YOURSELF = 'Check in Teable before you run it again.';

const FIRST_PAUSE_MS = 500;

/** Runs recoveries within a time limit that all changes of an execution share. */
export class Recoveries {
	private leftMs: number;

	/** @param seconds how long to keep checking; Teable may still be working on a change whose answer was lost */
	constructor(seconds: number) {
		this.leftMs = seconds * 1000;
	}

	/**
	 * Returns what the lost answer would have been.
	 *
	 * @throws the failure, with the fate of the change recorded; if it stays unknown, the message says so
	 */
	async recover<T>(
		failure: NodeApiError,
		{ look, unknown = LOOK_YOURSELF }: Recovery<T>,
	): Promise<T> {
		if (fateOf(failure) !== 'unknown') throw failure;
		let reason = '';
		for (let pause = FIRST_PAUSE_MS; look; pause *= 2) {
			const start = Date.now();
			try {
				const found = await look(failure);
				if (found !== undefined) return found;
				if (hasEnded(failure)) throw withFate(failure, 'notWritten');
				reason = '';
			} catch (error) {
				if (error === failure) throw failure;
				reason = ` It could not be looked up: ${sentence((error as Error).message)}`;
			}
			if (hasEnded(failure) || this.leftMs <= 0) break;
			await sleep(Math.min(pause, this.leftMs));
			this.leftMs -= Date.now() - start;
		}
		failure.message += ` It is unknown whether Teable carried this out.${reason} ${unknown}`;
		throw failure;
	}
}

/** Teable's own 500 ends the request and its transaction, so a change that is not found then will not appear later. */
function hasEnded(failure: Error): boolean {
	const refusal = refusalOf(failure);
	return refusal?.status === 500 && refusal.code !== '';
}
