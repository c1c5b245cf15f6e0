import { pick } from 'lodash';

import type { TeableClient } from '../../../teable/http/client';
import { createdIn } from '../../../teable/http/createdIn';
import type { Recovery } from '../../../teable/http/recovery';
import type { Base } from '../../../teable/http/types';
import { fetchBasesOf } from '../../../teable/schema/base';

/** What the answer to a new or changed base tells of it. */
export const ANSWERED = ['id', 'name', 'icon', 'spaceId'] as const;

/** How to find a base of this name that a lost answer has put into a space; bases may have equal names. */
export const baseCreatedIn = async (
	client: TeableClient,
	spaceId: string,
	name: string,
): Promise<Recovery<Base>> =>
	await createdIn(
		async () => (await fetchBasesOf(client, spaceId)).map((base) => pick(base, ANSWERED) as Base),
		(base) => base.name === name,
	);
