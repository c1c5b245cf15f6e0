import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import type { Named } from '../http/types';

/** The user that the node signs in as: any valid token and any session may ask. Asked for once a run. */
export const fetchUser = async (client: TeableClient): Promise<Named> =>
	await client.once('user', async () => await client.get<Named>(path`/auth/user`));
