import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import type { AccessToken } from '../http/types';

/** The access tokens of the account, including expired ones, without those issued through OAuth. */
export const fetchTokens = async (client: TeableClient): Promise<AccessToken[]> =>
	await client.get<AccessToken[]>(path`/access-token`);

/** @throws NodeApiError if the account has no such token: Teable answers 500, not 404, for an unknown ID */
export const fetchToken = async (client: TeableClient, id: string): Promise<AccessToken> =>
	await client.get<AccessToken>(path`/access-token/${id}`);
