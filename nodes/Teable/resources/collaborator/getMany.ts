import type { INodeProperties } from 'n8n-workflow';

import { chosenLimit, limitFields } from '../../fields/limitFields';
import { fetchCollaborators } from '../../teable/schema/collaborators';
import { defineOperation } from '../operation';
import { chosenWorkplace, workplaceFields } from './shared/workplace';

const ofBasesToo: INodeProperties = {
	displayName: 'Include Collaborators of Bases',
	name: 'includeBase',
	type: 'boolean',
	default: false,
	description:
		'Whether to include those who work only on some bases of the space. A base always includes those of its space.',
};

const search: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan@',
	description: 'Only those with this text in their name or email address',
};

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many collaborators',
	description:
		"Retrieve who works on a base or a space, and in which role. 'resourceType' in the output says whether a role was given in the base or in its space.",
	properties: [...workplaceFields, ...limitFields],
	options: [ofBasesToo, search],
	readOnly: true,
	async each({ client, param }) {
		const workplace = chosenWorkplace(param);
		const limit = chosenLimit(param);
		const includeBase = param.options.flag(ofBasesToo.name, ofBasesToo.displayName);
		const text = param.options.text(search.name, search.displayName);
		const query = {
			...(includeBase && workplace.kind === 'space' && { includeBase }),
			...(text !== '' && { search: text }),
		};
		return await fetchCollaborators(client, workplace, query, limit);
	},
});
