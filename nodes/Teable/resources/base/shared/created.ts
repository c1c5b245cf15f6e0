import { pick } from 'lodash';

import type { TeableClient } from '../../../teable/http/client';
import { createdIn } from '../../../teable/http/createdIn';
import type { Recovery } from '../../../teable/http/recovery';
import type { Base } from '../../../teable/http/types';
import { fetchBasesOf } from '../../../teable/schema/base';

/** The properties in the response for a new or changed base. */
export const ANSWERED = ['id', 'name', 'icon', 'spaceId'] as const;

/** How to find a new base in a space if the response was lost; several bases can have the same name. */
export const baseCreatedIn = async (
	client: TeableClient,
	spaceId: string,
	name: string,
): Promise<Recovery<Base>> =>
	await createdIn(
		async () => (await fetchBasesOf(client, spaceId)).map((base) => pick(base, ANSWERED) as Base),
		(base) => base.name === name,
	);
