import type { IDataObject } from 'n8n-workflow';

/** How the node signs in: the value of its 'Authentication'. */
export type Authentication = 'accessToken' | 'oAuth2' | 'session';

/** `GET /access-token/{id}`; the optional fields are absent, never null (1.10 and July 2026). */
export interface AccessToken extends IDataObject {
	id: string;
	name: string;
	description?: string;
	scopes: string[];
	spaceIds?: string[];
	baseIds?: string[];
	hasFullAccess?: boolean;
	/** ISO 8601, UTC. */
	expiredTime: string;
	createdTime: string;
	lastUsedTime?: string;
}

/** The answer to creating and refreshing a token: the only ones that hold its secret. */
export interface AccessTokenWithSecret extends IDataObject {
	id: string;
	expiredTime: string;
	token: string;
}

/** What lists give of a space, base, table, view or record. */
export interface Named {
	id: string;
	name: string;
}

export type Space = Named;

export interface Base extends Named {
	spaceId: string;
}

/** A record as it comes over the wire; its fields are keyed by field ID, as the node always asks for that. */
export interface TeableRecord extends IDataObject {
	id: string;
	fields: IDataObject;
}
