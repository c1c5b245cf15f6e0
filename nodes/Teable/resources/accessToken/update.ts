import { isEqual, pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import type { AccessToken } from '../../teable/http/types';
import { defineOperation } from '../operation';
import { accessTokenLocator, chosenTokenId } from './shared/locator';
import { chosenReach, reachOptions, reachTargets } from './shared/reachFields';
import { chosenScopes, scopesField } from './shared/scopesField';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update access token',
	description:
		'Change the name, description, scopes or reach of an access token. Its secret and expiry stay as they are: Rotate changes those.',
	properties: [
		accessTokenLocator,
		{
			displayName: 'New Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nightly sync',
			description: 'Leave empty to keep the name',
		},
		{
			displayName: 'New Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Used by the workflow that syncs orders',
			description: 'Leave empty to keep the description',
		},
		{
			...scopesField,
			displayName: 'New Scopes',
			description:
				'What the token may do from now on, e.g. record|read: these replace all of its scopes. Leave empty to keep them.',
		},
		{
			displayName: 'Reach',
			name: 'reach',
			type: 'options',
			options: [
				{ name: 'Keep as It Is', value: 'keep', description: 'Change nothing here' },
				...reachOptions,
			],
			default: 'keep',
			description: 'Which spaces and bases the token gives access to',
		},
		...reachTargets,
	],
	options: [
		{
			displayName: 'Clear Description',
			name: 'clearDescription',
			type: 'boolean',
			default: true,
			description: "Whether to empty the token's description",
		},
	],
	async each(context) {
		const id = chosenTokenId(context);
		const changes = chosenChanges(context);
		// Teable replaces everything with what it is sent, so what stays has to be read first.
		const current = await context.client.get<AccessToken>(path`/access-token/${id}`);
		const terms: IDataObject = {
			name: current.name,
			description: current.description,
			scopes: current.scopes,
			...reachOf(current),
			...changes,
		};
		return await context.client.put<IDataObject>(path`/access-token/${id}`, terms, {
			fits: (answer) => answer?.id === id,
			look: async () => {
				const now = await context.client.get<AccessToken>(path`/access-token/${id}`);
				return holdsTerms(now, terms) ? pick(now, ANSWERED) : undefined;
			},
		});
	},
});

/** What the answer to a change tells of a token. */
const ANSWERED = ['id', 'name', 'description', 'scopes', 'spaceIds', 'baseIds', 'hasFullAccess'];

/** Teable leaves out what is empty. */
const holdsTerms = (token: AccessToken, terms: IDataObject): boolean =>
	Object.entries(terms).every(([name, value]) =>
		isEqual(token[name] || undefined, value || undefined),
	);

function chosenChanges(context: ItemContext<TeableClient>): IDataObject {
	const { param } = context;
	const name = param.text('name');
	const description = param.text('description');
	const clearDescription = param.options.flag('clearDescription');
	const changes: IDataObject = {
		...(name && { name }),
		...(description && { description }),
		...(clearDescription && { description: '' }),
		...(param.list(scopesField.name, 'New Scopes').length > 0 && {
			scopes: chosenScopes(context, 'New Scopes'),
		}),
		...(param.text('reach') !== 'keep' && { ...NO_REACH, ...chosenReach(context) }),
	};
	if (Object.keys(changes).length === 0) {
		throw param.bad({
			label: 'New Name',
			problem: 'and all other fields are empty, so there is nothing to change',
			remedy: "Fill in what to change, or set 'Reach'.",
		});
	}
	return changes;
}

/** A reach that is left out would stay beside the new one: Teable drops it only when it is null. */
const NO_REACH: IDataObject = { spaceIds: null, baseIds: null, hasFullAccess: false };

const reachOf = ({ spaceIds, baseIds, hasFullAccess }: AccessToken): IDataObject => ({
	...(spaceIds && { spaceIds }),
	...(baseIds && { baseIds }),
	...(hasFullAccess !== undefined && { hasFullAccess }),
});
