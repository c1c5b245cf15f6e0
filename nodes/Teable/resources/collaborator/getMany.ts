import type { INodeProperties } from 'n8n-workflow';

import { chosenLimit, limitFields } from '../../fields/limitFields';
import { fetchCollaborators } from '../../teable/schema/collaborators';
import { defineOperation } from '../operation';
import { chosenWorkplace, workplaceFields } from './shared/workplace';

const ofBasesToo: INodeProperties = {
	displayName: 'Include Base Collaborators',
	name: 'includeBase',
	type: 'boolean',
	default: false,
	description:
		'Whether to include people who collaborate only on some bases of the space. A base always includes the collaborators of its space.',
};

const search: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan@',
	description: 'Only return collaborators whose name or email address contains this text',
};

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many collaborators',
	description:
		"Retrieve the collaborators of a base or space with their roles. In the output, 'resourceType' says whether a role comes from the base or from its space.",
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
