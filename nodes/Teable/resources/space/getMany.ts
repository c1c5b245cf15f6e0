import { chosenLimit, limitFields } from '../../fields/limitFields';
import { fetchSpaces } from '../../teable/schema/space';
import { defineOperation } from '../operation';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many spaces',
	description:
		'Retrieve the spaces that the credential can access. An access token limited to bases has none.',
	properties: limitFields,
	readOnly: true,
	async each({ client, param }) {
		const limit = chosenLimit(param);
		return (await fetchSpaces(client)).slice(0, limit);
	},
});
