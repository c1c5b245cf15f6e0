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
import { fetchSpace, fetchSpaces, isKnownToBeLimited } from '../../teable/schema/space';
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
		'The name of the space. If you already have a space with this name, Teable adds a number. The output has the final name.',
};

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create space',
	description: 'Create a space for bases and their collaborators',
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
		"The access token in the credential is limited to some spaces or bases, so it couldn't access the new space",
		"Use a token with access to all spaces and bases, or set 'Authentication' to Session and use a Teable Session API credential.",
	);

/** Reads the new space. Some limits of a token only show here. @throws Error if the credential cannot access it */
async function reached(client: TeableClient, param: Parameters, made: Space): Promise<Space> {
	const read = await attemptAsync(async () => await allowed(fetchSpace(client, made.id)));
	if (read instanceof Error) return made;
	if (read !== undefined) return read;
	throw withFate(
		param.failure(
			`Space '${made.name}' (${made.id}) was created, but the access token in the credential can't access it because it is limited to other spaces or bases`,
			'Delete the space in Teable, and use a token with access to all spaces and bases.',
		),
		'written',
	);
}
