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
		'Copy a base with its tables, fields and views, with or without records. The records of the copy have the same IDs. On servers of 2026 the copy is served by the engine of new bases (v2, unless the server is set up otherwise), and its links to other bases are listed in the output.',
	properties: [
		wholeBaseLocator,
		{
			...spaceLocator,
			required: false,
			description:
				'The space to make the copy in. Leave empty for the space of the base itself. In another space, servers of 2026 turn links to other bases into text.',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. CRM, last year',
			description:
				'What the copy is called. Leave empty for the name of the base followed by "(Copy)".',
		},
		{
			displayName: 'With Records',
			name: 'withRecords',
			type: 'boolean',
			default: false,
			description: 'Whether to copy the records too. Otherwise the tables of the copy are empty.',
		},
	],
	async each({ client, param }) {
		const fromBaseId = chosenBaseId(param);
		const chosenSpace = optionalSpaceId(param);
		const withRecords = param.flag('withRecords', 'With Records');
		const original = await fetchBase(client, fromBaseId);
		const spaceId = chosenSpace ?? original.spaceId;
		const name = param.text('name', 'Name') || `${original.name} (Copy)`;
		const linksToOtherBases = await fetchLinksToOtherBases(client, fromBaseId);
		const recovery = await baseCreatedIn(client, spaceId, name);
		// Never with `baseId`: Teable would write into the base of that ID, and rename it.
		const terms = { fromBaseId, spaceId, name, withRecords };
		const copy = await client.post<Base>(path`/base/duplicate`, terms, recovery);
		return { ...copy, withRecords, ...(linksToOtherBases && { linksToOtherBases }) };
	},
});
