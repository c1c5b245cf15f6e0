import type { INodeProperties } from 'n8n-workflow';

import { attemptAsync } from '../../core/attempt';
import type { Parameters } from '../../core/parameters';
import { withFate } from '../../fate';
import type { TeableClient } from '../../teable/http/client';
import { createdIn } from '../../teable/http/createdIn';
import { allowed } from '../../teable/http/errors';
import { path } from '../../teable/http/path';
import type { Space } from '../../teable/http/types';
import { mayHaveName } from '../../teable/schema/numberedName';
import { fetchSpaces, isKnownToBeLimited } from '../../teable/schema/space';
import { defineOperation } from '../operation';
import { chosenName } from './shared/name';

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Sales',
	description:
		'What the space is called. If one of your spaces has this name already, Teable adds a number: the output has the real name.',
};

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create space',
	description: 'Make a new space, which holds bases and the people who work on them',
	properties: [nameField],
	async each({ client, param }) {
		const name = chosenName(param, 'Name');
		if (await isKnownToBeLimited(client)) throw limited(param);
		const recovery = await createdIn(
			async () => await fetchSpaces(client),
			(one) => mayHaveName(one.name, name),
		);
		const made = await client.post<Space>(path`/space`, { name }, recovery);
		return await reached(client, param, made);
	},
});

const limited = (param: Parameters) =>
	param.failure(
		"The access token in the credential is limited to some spaces or bases. Teable would make the space, but the token could neither read nor delete it. Use a token for all spaces and bases, or a credential of the type Teable Session API ('Authentication': Session).",
	);

/** The new space as the credential sees it: some limits of a token show only here. */
async function reached(client: TeableClient, param: Parameters, made: Space): Promise<Space> {
	const read = await attemptAsync(
		async () => await allowed(client.get<Space>(path`/space/${made.id}`)),
	);
	if (read instanceof Error) return made;
	if (read !== undefined) return read;
	throw withFate(
		param.failure(
			`The space '${made.name}' (${made.id}) was created, but the access token in the credential does not reach it, as it is limited to other spaces or bases. Delete the space in Teable, and use a token for all spaces and bases.`,
		),
		'written',
	);
}
