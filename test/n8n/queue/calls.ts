import pLimit from 'p-limit';

import { phase } from '../../../demo/progress';
import type { Cluster } from './cluster';
import type { Answer, Event } from './workflow';

const AT_ONCE = 20;

/** An event that was sent, and its result. */
export interface Call extends Event {
	answer?: Answer;
	/** n8n's answer if it couldn't return the workflow's answer. */
	error?: unknown;
}

/**
 * Calls a workflow once per event, twenty at a time.
 *
 * @param midway what happens after a quarter is answered; the last quarter is sent only when it is done
 * @returns the calls in the order of the events
 */
export async function callAll(
	cluster: Cluster,
	workflow: string,
	events: Event[],
	midway?: () => Promise<void>,
): Promise<Call[]> {
	const limit = pLimit(AT_ONCE);
	let answered = 0;
	let happened: Promise<void> | undefined;

	const call = async (event: Event, index: number): Promise<Call> => {
		if (index >= events.length * 0.75) await happened;
		const { status, body } = await cluster.call(workflow, event);
		answered += 1;
		if (answered >= events.length / 4) happened ??= midway?.();
		return { ...event, ...(status === 200 ? { answer: body as Answer } : { error: body }) };
	};

	return await phase(
		`Call the workflow '${workflow}' ${events.length} times`,
		async () =>
			await Promise.all(
				events.map(async (event, index) => await limit(async () => await call(event, index))),
			),
		() => `${answered} answered`,
	);
}

/** Calls that the workflow answered. */
export const answeredOf = (calls: Call[]) =>
	calls.filter((call): call is Call & { answer: Answer } => call.answer !== undefined);
