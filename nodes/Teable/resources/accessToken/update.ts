import { isEmpty, isEqual, pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import type { AccessToken } from '../../teable/http/types';
import { fetchToken } from '../../teable/schema/accessToken';
import {
	chosenTexts,
	clearDescriptionOption,
	newDescriptionField,
	newNameField,
	nothingToChange,
} from '../newTexts';
import { defineOperation } from '../operation';
import { accessTokenLocator, chosenTokenId } from './shared/locator';
import { chosenReach, reachOptions, reachTargets } from './shared/reachFields';
import { chosenScopes, scopesField } from './shared/scopesField';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update access token',
	description:
		'Change the name, description, scopes or access of an access token. To change its secret and expiry, use Rotate.',
	properties: [
		accessTokenLocator,
		newNameField('Nightly sync'),
		newDescriptionField('Used by the workflow that syncs orders'),
		{
			...scopesField,
			displayName: 'New Scopes',
			description:
				'The scopes that replace all current ones, e.g. record|read. Leave empty to keep the current ones.',
		},
		{
			displayName: 'Access',
			name: 'reach',
			type: 'options',
			options: [
				{ name: 'Keep Current', value: 'keep', description: 'Keep the current access' },
				...reachOptions,
			],
			default: 'keep',
			description: 'Which spaces and bases the token can access',
		},
		...reachTargets,
	],
	options: [clearDescriptionOption('token')],
	async each(context) {
		const id = chosenTokenId(context);
		const changes = chosenChanges(context);
		// Teable replaces all properties, so the ones to keep must be read first.
		const current = await fetchToken(context.client, id);
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
				const now = await fetchToken(context.client, id);
				return holdsTerms(now, terms) ? pick(now, ANSWERED) : undefined;
			},
		});
	},
});

/** The properties in Teable's answer to an update. */
const ANSWERED = ['id', 'name', 'description', 'scopes', 'spaceIds', 'baseIds', 'hasFullAccess'];

/** Teable omits empty properties. */
const holdsTerms = (token: AccessToken, terms: IDataObject): boolean =>
	Object.entries(terms).every(([name, value]) =>
		isEqual(token[name] || undefined, value || undefined),
	);

function chosenChanges(context: ItemContext<TeableClient>): IDataObject {
	const { param } = context;
	const { name, description } = chosenTexts(param);
	const changes: IDataObject = {
		...(name && { name }),
		// An empty text removes it.
		...(description !== undefined && { description: description ?? '' }),
		...(param.list(scopesField.name, 'New Scopes').length > 0 && {
			scopes: chosenScopes(context, 'New Scopes'),
		}),
		...(param.text('reach') !== 'keep' && { ...NO_REACH, ...chosenReach(context) }),
	};
	if (isEmpty(changes)) throw nothingToChange(param);
	return changes;
}

/** Teable only removes the previous access if it is null; if omitted, it would stay next to the new one. */
const NO_REACH: IDataObject = { spaceIds: null, baseIds: null, hasFullAccess: false };

const reachOf = ({ spaceIds, baseIds, hasFullAccess }: AccessToken): IDataObject => ({
	...(spaceIds && { spaceIds }),
	...(baseIds && { baseIds }),
	...(hasFullAccess !== undefined && { hasFullAccess }),
});
