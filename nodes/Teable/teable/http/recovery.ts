import type { NodeApiError } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { fateOf, withFate } from '../../fate';
import { refusalOf } from './errors';
import { sentence } from './explanations';

/**
 * How to find out what became of a change that Teable gave no usable answer to.
 *
 * `look` reads in Teable. It gives what the answer would have been where the change is found, and undefined
 * where it surely is not there (yet); it throws where it cannot tell.
 */
export interface Recovery<T> {
	look?(failure: NodeApiError): Promise<T | undefined>;
	/** Whether an answer is one to this change; a proxy may answer 200 and something of its own. */
	fits?(answer: T): boolean;
	/** What the author has to know when it stays unknown; where to look, unless it says more. */
	unknown?: string;
}

/** A change that may be repeated or left half done without a trace: its fate concerns nobody. */
export const HARMLESS = 'harmless';

/** Whether an answer is that of a change which Teable answers with nothing. */
export const isEmptyAnswer = (answer: unknown): boolean => answer === '' || answer === undefined;

const LOOK_YOURSELF = 'Check in Teable before you run it again.';

const FIRST_PAUSE_MS = 500;

/** Finds out, within a time that all the changes of a run share. */
export class Recoveries {
	private leftMs: number;

	/** @param seconds how long to go on looking: a request may still be under way when its answer is lost */
	constructor(seconds: number) {
		this.leftMs = seconds * 1000;
	}

	/**
	 * What the lost answer would have been.
	 *
	 * @throws the failure, with the fate of the change noted and, when that stays unknown, said
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

/** Teable's own 500 ends a request, and its transaction with it: what is not there then does not come later. */
function hasEnded(failure: Error): boolean {
	const refusal = refusalOf(failure);
	return refusal?.status === 500 && refusal.code !== '';
}
