import type { IDataObject } from 'n8n-workflow';

/** The value of the node's 'Authentication'. */
export type Authentication = 'accessToken' | 'oAuth2' | 'session';

/** `GET /access-token/{id}`. Optional fields are absent, never null (1.10 and July 2026). */
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

/** The answer to creating and rotating a token. No other answer contains its secret. */
export interface AccessTokenWithSecret extends IDataObject {
	id: string;
	expiredTime: string;
	token: string;
}

/** A space, base, table, view or record in a list. */
export interface Named {
	id: string;
	name: string;
}

export interface Space extends IDataObject, Named {
	id: string;
	name: string;
	/** The user's role in it; absent in the answer to a change. */
	role?: string;
}

export interface Base extends IDataObject, Named {
	id: string;
	name: string;
	spaceId: string;
	icon: string | null;
	/** Whether the user has access through the space or only through the base; absent in lists. */
	collaboratorType?: 'space' | 'base';
	/** The engine of the base, on servers of 2026. */
	v2Status?: { useV2: boolean };
}

/** A record in an answer. Its fields are keyed by field ID, as the node always requests. */
export interface TeableRecord extends IDataObject {
	id: string;
	fields: IDataObject;
}
