import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../core/parameters';
import type { TeableClient } from '../../teable/http/client';

/** What an event sees of the node it is polled for. */
export interface EventContext {
	client: TeableClient;
	param: Parameters;
	/** The workflow's time zone, as an IANA name. */
	timezone: string;
}

/** From when on a workflow that is activated for the first time hears of things: epoch milliseconds. */
export type Start = 'now' | 'beginning' | number;

/** What happened, and from where to look on next time. */
export interface Polled<State> {
	items: IDataObject[];
	state: State;
}

/**
 * Something that a workflow can be started by.
 *
 * `State` is all that is kept from one poll to the next, as JSON in n8n's database: it holds what the server
 * said, never a time of n8n's own clock. An event gives a new state instead of changing the one it gets, so
 * that a poll that fails leaves everything as it was.
 */
export interface TriggerEvent<State> {
	/** Title case, as it stands in the event menu. */
	name: string;
	/** The parameter's value: it is stored in workflows, so it never changes. */
	value: string;
	description: string;
	/** The fields of the event; `displayOptions` are added. */
	properties: INodeProperties[];
	/** The entries of the event's "Options" collection. */
	options?: INodeProperties[];
	/** What is watched. When it is another thing than before, watching starts afresh. */
	subject(context: EventContext): string;
	/** From when on the user wants to hear of it. */
	start(context: EventContext): Start;
	/** The state of a workflow that has just been activated for the first time. */
	begin(context: EventContext, start: Start): Promise<State>;
	/** @throws Error when Teable refuses, or what the user chose is no longer there */
	poll(context: EventContext, state: State): Promise<Polled<State>>;
	/** Something real of the same form, for building the workflow in the editor. */
	sample(context: EventContext): Promise<IDataObject>;
}

export const defineEvent = <State>(event: TriggerEvent<State>): TriggerEvent<State> => event;
