import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../core/parameters';
import type { TeableClient } from '../../teable/http/client';

/** What an event gets of the node that is polled. */
export interface EventContext {
	client: TeableClient;
	param: Parameters;
	/** The workflow's time zone, as an IANA name. */
	timezone: string;
}

/** From when on things start a workflow that is first published; a number is epoch milliseconds. */
export type Start = 'now' | 'beginning' | number;

/** What happened, and the state for the next poll. */
export interface Polled<State> {
	items: IDataObject[];
	state: State;
}

/**
 * Something that can start a workflow.
 *
 * `State` is everything that is stored between polls, as JSON in n8n's database. It holds data from the server, never
 * times of n8n's own clock. An event returns a new state instead of changing the one it gets, so that a failed poll
 * leaves everything as it was.
 */
export interface TriggerEvent<State> {
	/** In the event menu, in Title Case. */
	name: string;
	/** The parameter's value. It is stored in workflows, so it never changes. */
	value: string;
	description: string;
	/** The fields of the event; `displayOptions` are added. */
	properties: INodeProperties[];
	/** The entries of the event's 'Options' collection. */
	options?: INodeProperties[];
	/** Identifies what is watched. If it changes, the trigger starts over. */
	subject(context: EventContext): string;
	/** The start that the user has chosen. */
	start(context: EventContext): Start;
	/** The state of a workflow that has just been published for the first time. */
	begin(context: EventContext, start: Start): Promise<State>;
	/** @throws Error if Teable refuses, or if something that the user chose no longer exists */
	poll(context: EventContext, state: State): Promise<Polled<State>>;
	/** Real data of the same form, for building the workflow in the editor. */
	sample(context: EventContext): Promise<IDataObject>;
}

export const defineEvent = <State>(event: TriggerEvent<State>): TriggerEvent<State> => event;
