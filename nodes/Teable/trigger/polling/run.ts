import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { checkParameters } from '../../core/check';
import type { ParameterSource } from '../../core/parameters';
import { Parameters } from '../../core/parameters';
import { chosenAuthentication } from '../../fields/authentication';
import { resolveNames } from '../../fields/locators/byName';
import { chosenPatience } from '../../fields/requestOptions';
import { TeableClient } from '../../teable/http/client';
import type { EventContext, Polled, TriggerEvent } from './event';
import { readKept, writeKept } from './kept';

/** n8n starts a poll even while an earlier one is still running. Both would return the same events. */
const underWay = new Set<string>();

/**
 * Finds what has happened since the last poll.
 *
 * The stored state is replaced in one step, after everything that could fail. n8n saves it together with the events.
 * If n8n stops before that, the next poll returns the same events again.
 *
 * @returns null if nothing has happened
 */
export async function runPoll(
	poll: IPollFunctions,
	events: Array<TriggerEvent<unknown>>,
): Promise<INodeExecutionData[][] | null> {
	const event = findEvent(poll, events);
	const context = await contextOf(poll);
	checkParameters(event, context.param);
	await resolveNames(event.properties, context);
	if (poll.getMode() === 'manual') return toOutput([await event.sample(context)]);

	// An imported workflow can have two nodes with the same ID. Their names differ.
	const { id, name } = poll.getNode();
	const node = JSON.stringify([poll.getWorkflow().id, id, name]);
	if (underWay.has(node)) return null;
	underWay.add(node);
	try {
		const kept = readKept(poll);
		const watched = `${event.value} ${event.subject(context)}`;
		const { items, state } =
			kept?.watched === watched
				? await event.poll(context, kept.state)
				: await firstPoll(event, context);
		writeKept(poll, { watched, state });
		return toOutput(items);
	} finally {
		underWay.delete(node);
	}
}

/** n8n executes the workflow with the result of its first poll, so it is empty unless the start is in the past. */
async function firstPoll(
	event: TriggerEvent<unknown>,
	context: EventContext,
): Promise<Polled<unknown>> {
	const start = event.start(context);
	const state = await event.begin(context, start);
	return start === 'now' ? { items: [], state } : await event.poll(context, state);
}

function findEvent(
	poll: IPollFunctions,
	events: Array<TriggerEvent<unknown>>,
): TriggerEvent<unknown> {
	const value = poll.getNodeParameter('event') as string;
	const event = events.find((candidate) => candidate.value === value);
	if (event) return event;
	throw new NodeOperationError(
		poll.getNode(),
		`This version of the node has no event '${value}'. Choose 'Event' again.`,
	);
}

async function contextOf(poll: IPollFunctions): Promise<EventContext> {
	const param = new Parameters(parametersOf(poll), 0);
	const authentication = chosenAuthentication(param);
	return {
		client: await TeableClient.connect(poll, authentication, chosenPatience(param)),
		param,
		timezone: poll.getTimezone(),
	};
}

/** A trigger has no input items, so n8n reads its parameters without an item index. */
const parametersOf = (poll: IPollFunctions): ParameterSource => ({
	getNode: () => poll.getNode(),
	getNodeParameter: (name, _itemIndex, fallback, options) =>
		poll.getNodeParameter(name, fallback, options),
});

const toOutput = (items: IDataObject[]): INodeExecutionData[][] | null =>
	items.length === 0 ? null : [items.map((json) => ({ json }))];
