import type { IDataObject } from 'n8n-workflow';

import type { Fate } from '../../fate';
import type { Authentication } from './types';

/** A request that did not succeed, stripped of all that could hold a secret. */
export interface FailedRequest {
	method: string;
	/** The path below `/api`, without query. */
	path: string;
	origin: string;
	authentication: Authentication;
	/** Only looked at to tell whether its shape is Teable's; undefined for a session. */
	token?: string;
	/** Whether Teable may have carried it out all the same; undefined for a read. */
	fate?: Fate;
}

/** An answer with a status that is not 2xx. */
export interface Refusal {
	status: number;
	/** Teable's `code`, e.g. `restricted_resource`; '' when the body is not Teable's. */
	code: string;
	/** Teable's `message`; '' when the body is not Teable's. */
	message: string;
	/** Teable's `data`: what is wrong in particular, where it says so. */
	details?: IDataObject;
	requestId?: string;
	/** Where a 3xx points. */
	location?: string;
}

/** What is known of a request without a usable answer. */
export interface Unanswered {
	/** Node.js's name of the fault; undefined when there was an answer that is not Teable's. */
	code?: string;
	/** How long was waited, when that was too long. */
	timeoutSeconds?: number;
	/** Whether a web page was answered. */
	html?: boolean;
}

/** A text for people. */
export interface Explanation {
	/** What happened, then what to do: all that lists, credential tests and most AI agents show. */
	message: string;
	/** More about why. */
	description?: string;
}
