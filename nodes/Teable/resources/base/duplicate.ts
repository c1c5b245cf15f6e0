import { chosenBaseId, optionalSpaceId } from '../../fields/locators/chosenIds';
import { spaceLocator, wholeBaseLocator } from '../../fields/locators/tableLocators';
import { path } from '../../teable/http/path';
import type { Base } from '../../teable/http/types';
import { fetchBase, fetchLinksToOtherBases } from '../../teable/schema/base';
import { defineOperation } from '../operation';
import { baseCreatedIn } from './shared/created';

export const duplicate = defineOperation({
	name: 'Duplicate',
	value: 'duplicate',
	action: 'Duplicate base',
	description:
		'Create a copy of a base with its tables, fields and views, with or without records. Copied records keep their IDs. On 2026 servers, the copy uses the engine of new bases, and the output lists its links to other bases.',
	properties: [
		wholeBaseLocator,
		{
			...spaceLocator,
			required: false,
			description:
				'The space in which to create the copy. Leave empty to use the space of the base. In another space, 2026 servers turn links to other bases into text.',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. CRM, last year',
			description:
				'The name of the copy. Leave empty to use the name of the base followed by "(Copy)".',
		},
		{
			displayName: 'Include Records',
			name: 'withRecords',
			type: 'boolean',
			default: false,
			description: 'Whether to also copy the records. When off, the tables of the copy are empty.',
		},
	],
	async each({ client, param }) {
		const fromBaseId = chosenBaseId(param);
		const chosenSpace = optionalSpaceId(param);
		const withRecords = param.flag('withRecords', 'Include Records');
		const original = await fetchBase(client, fromBaseId);
		const spaceId = chosenSpace ?? original.spaceId;
		const name = param.text('name', 'Name') || `${original.name} (Copy)`;
		const linksToOtherBases = await fetchLinksToOtherBases(client, fromBaseId);
		const recovery = await baseCreatedIn(client, spaceId, name);
		// Never send `baseId`: Teable would write into that base and rename it.
		const terms = { fromBaseId, spaceId, name, withRecords };
		const copy = await client.post<Base>(path`/base/duplicate`, terms, recovery);
		return { ...copy, withRecords, ...(linksToOtherBases && { linksToOtherBases }) };
	},
});
