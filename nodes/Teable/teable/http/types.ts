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

export interface Space extends IDataObject, Named {
	id: string;
	name: string;
	/** The user's own role in it; absent in the answer to a change. */
	role?: string;
}

export interface Base extends IDataObject, Named {
	id: string;
	name: string;
	spaceId: string;
	icon: string | null;
	/** Whether the user may open it as a member of its space or of the base alone; lists leave it out. */
	collaboratorType?: 'space' | 'base';
	/** Which engine serves it, on servers of 2026. */
	v2Status?: { useV2: boolean };
}

/** A record as it comes over the wire; its fields are keyed by field ID, as the node always asks for that. */
export interface TeableRecord extends IDataObject {
	id: string;
	fields: IDataObject;
}
