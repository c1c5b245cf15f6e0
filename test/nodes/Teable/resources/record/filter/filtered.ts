import type { INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../../harness/table';

/** What Get Many and Count return for a filter. */
export const filtered = (table: () => TestTable) => ({
	/** The names of the records that match, '' for one without a name. */
	async names(parameters: INodeParameters) {
		const records = await table().output('getAll', parameters);
		return records.map(({ Name }) => Name ?? '');
	},

	count: async (parameters: INodeParameters) => await table().output('count', parameters),

	failure: async (parameters: INodeParameters) => await table().failure('getAll', parameters),
});
