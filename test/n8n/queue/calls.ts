import pLimit from 'p-limit';

import { phase } from '../../../demo/progress';
import type { Cluster } from './cluster';
import type { Answer, Event } from './workflow';

const AT_ONCE = 20;

/** An event that was sent, and what came of it. */
export interface Call extends Event {
	answer?: Answer;
	/** What n8n answered where it could not give the workflow's answer. */
	error?: unknown;
}

/**
 * Calls a workflow once for each event, twenty at once.
 *
 * @param midway what happens when a quarter is answered; the last quarter is not sent before it is done
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

/** Those that the workflow answered. */
export const answeredOf = (calls: Call[]) =>
	calls.filter((call): call is Call & { answer: Answer } => call.answer !== undefined);
