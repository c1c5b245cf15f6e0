import type { IDataObject } from 'n8n-workflow';

import type { Fate } from '../../fate';
import type { Authentication } from './types';

/** A request that failed, without anything that could contain a secret. */
export interface FailedRequest {
	method: string;
	/** The path below `/api`, without the query. */
	path: string;
	origin: string;
	authentication: Authentication;
	/** Used only to check whether it has the form of a Teable token; undefined for a session. */
	token?: string;
	/** Whether Teable may have carried it out nevertheless; undefined for a read. */
	fate?: Fate;
}

/** An answer with a status other than 2xx. */
export interface Refusal {
	status: number;
	/** Teable's `code`, e.g. `restricted_resource`; '' if the body is not Teable's. */
	code: string;
	/** Teable's `message`; '' if the body is not Teable's. */
	message: string;
	/** Teable's `data`, which sometimes has details. */
	details?: IDataObject;
	requestId?: string;
	/** Where a 3xx points. */
	location?: string;
}

/** What is known about a request without a usable answer. */
export interface Unanswered {
	/** Node.js's error code; undefined if there was an answer that is not Teable's. */
	code?: string;
	/** The timeout, if it was exceeded. */
	timeoutSeconds?: number;
	/** Whether the answer was a web page. */
	html?: boolean;
}

/** An error text for users. */
export interface Explanation {
	/** What happened, then how to fix it. Lists, credential tests and most AI agents show nothing else. */
	message: string;
	/** More about the cause. */
	description?: string;
}
