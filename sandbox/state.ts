import type { TeableVersion } from './contract';
import { UndoStacks } from './undo';

export interface User {
	id: string;
	name: string;
	email: string;
	password: string;
	isAdmin: boolean;
	/** Null for an account created by an invitation, until somebody signs in with it. */
	lastSignTime: string | null;
}

export interface Session {
	userId: string;
	expires: number;
}

export interface AccessToken {
	id: string;
	userId: string;
	/** The secret inside the token, which changes with a refresh. */
	sign: string;
	name: string;
	description?: string;
	scopes: string[];
	spaceIds?: string[];
	baseIds?: string[];
	hasFullAccess?: boolean;
	createdTime: string;
	expiredTime: string;
	lastUsedTime?: string;
	/** Set for the tokens of an OAuth app. */
	clientId?: string;
}

export interface OAuthClient {
	id: string;
	clientId: string;
	userId: string;
	name: string;
	description?: string;
	homepage: string;
	scopes: string[];
	redirectUris: string[];
	secrets: string[];
	/** Users who allowed the app, and until when they aren't asked again. */
	trusted: Map<string, number>;
}

/** An authorization in progress: first the question to the user, then the code. */
export interface OAuthGrant {
	clientId: string;
	userId: string;
	redirectUri: string;
	scopes: string[];
	state?: string;
}

/** The engine that stores the records of a base. Bases created before an upgrade to 2026 stay on the old engine. */
export type Engine = 'v1' | 'v2';

export interface Space {
	id: string;
	name: string;
	createdBy: string;
	createdTime: string;
	deleted: boolean;
}

/** A user's role in a space or a base. */
export interface Collaborator {
	userId: string;
	role: string;
	createdTime: string;
}

export interface Base {
	id: string;
	spaceId: string;
	name: string;
	icon: string | null;
	order: number;
	createdBy: string;
	createdTime: string;
	lastModifiedTime: string;
	engine: Engine;
	deleted: boolean;
}

export interface Field {
	id: string;
	name: string;
	dbFieldName: string;
	type: string;
	options: Record<string, unknown>;
	cellValueType: 'string' | 'number' | 'boolean' | 'dateTime';
	isMultipleCellValue?: boolean;
	isComputed?: boolean;
	isLookup?: boolean;
	lookupOptions?: { linkFieldId: string; lookupFieldId: string; foreignTableId: string };
	unique?: boolean;
	notNull?: boolean;
	[property: string]: unknown;
}

/** A record as it is stored: cells by field ID, without empty and computed ones. */
export interface TeableRecord {
	/** Multiple links that were cleared; v2. */
	emptied?: Set<string>;
	id: string;
	autoNumber: number;
	createdTime: string;
	createdBy: string;
	lastModifiedTime?: string;
	lastModifiedBy?: string;
	cells: Record<string, unknown>;
}

/** One change of one cell. */
export interface HistoryEntry {
	id: string;
	recordId: string;
	field: Field;
	before: unknown;
	after: unknown;
	createdTime: string;
	createdBy: string;
}

/** What one request deleted, and how to restore it. */
export interface Trashed {
	type: 'record' | 'field' | 'view' | 'table' | 'base' | 'space';
	/** What the trash says about each. Fields and views have a type too. */
	resources: TrashedResource[];
	/** The table of records, fields and views, the base of a table, the space of a base. */
	parentId?: string;
	/** Now by default. */
	deletedTime?: string;
	/** Restores it; throws if that isn't possible. */
	restore(): unknown;
	/** Removes the rest of it, if it was only marked as deleted. */
	destroy?(): unknown;
}

export interface TrashedResource {
	id: string;
	name: string;
	type?: string;
	options?: unknown;
	isLookup?: boolean;
}

export interface TrashEntry extends Trashed {
	id: string;
	/** How many reads of the trash don't see it yet. */
	lateFor: number;
	deletedTime: string;
	deletedBy: string;
}

export interface Comment {
	id: string;
	recordId: string;
	content: unknown[];
	quoteId: string | null;
	createdTime: string;
	createdBy: string;
	lastModifiedTime: string | null;
}

/** A file: announced with its size and type, then uploaded. */
export interface StoredFile {
	token: string;
	path: string;
	size: number;
	mimetype: string;
	bytes?: Buffer;
}

export interface View {
	id: string;
	name: string;
	type: string;
	filter?: unknown;
	sort?: {
		sortObjs: Array<{ fieldId: string; order: 'asc' | 'desc' }>;
		manualSort?: boolean;
	} | null;
	columnMeta: Record<string, { order: number; hidden?: boolean; visible?: boolean }>;
	[property: string]: unknown;
}

export interface Table {
	id: string;
	baseId: string;
	name: string;
	description?: string;
	icon?: string;
	order: number;
	createdBy: string;
	createdTime: string;
	lastModifiedTime: string;
	fields: Field[];
	views: View[];
	/** In the order of creation. */
	records: Map<string, TeableRecord>;
	lastAutoNumber: number;
	/** Newest last, as are the comments. */
	history: HistoryEntry[];
	comments: Comment[];
	deleted: boolean;
}

/** Everything that the server stores. The code in `teable/` changes it. */
export class State {
	readonly users = new Map<string, User>();
	readonly sessions = new Map<string, Session>();
	readonly wrongPasswords = new Map<string, { count: number; lockedUntil: number }>();
	readonly accessTokens = new Map<string, AccessToken>();
	readonly oauthClients = new Map<string, OAuthClient>();
	readonly oauthQuestions = new Map<string, OAuthGrant>();
	readonly oauthCodes = new Map<string, OAuthGrant>();
	/** The valid refresh token for each access token from OAuth. */
	readonly refreshTokens = new Map<string, { accessTokenId: string; expires: number }>();
	readonly spaces = new Map<string, Space>();
	readonly bases = new Map<string, Base>();
	/** Who has a role in a space or base, by its ID, oldest first. */
	readonly collaborators = new Map<string, Collaborator[]>();
	readonly tables = new Map<string, Table>();
	readonly files = new Map<string, StoredFile>();
	readonly undo = new UndoStacks(() => this.now());
	/** Newest last. */
	trash: TrashEntry[] = [];
	/** Set when the server listens. The URLs of avatars and files contain it. */
	url = '';

	constructor(
		readonly version: TeableVersion,
		/** The engine of new bases. */
		readonly engine: Engine,
		private readonly clock: () => Date,
		/** Whether signing in asks for a captcha. */
		readonly captcha: boolean,
	) {}

	now() {
		return this.clock().getTime();
	}

	timestamp() {
		return this.clock().toISOString();
	}
}
