import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TriggerRun } from '../../harness/poll';
import type { ContractServer } from '../server';
import { settle } from '../server';
import type { ContractTable } from '../table';

/** Triggers that watch a table, and changes in the table without the node. */
export function watched(server: () => ContractServer, table: () => ContractTable) {
	const trigger = (event: string, parameters: INodeParameters = {}) =>
		new TriggerRun(
			{
				authentication: 'accessToken',
				event,
				baseId: { __rl: true, mode: 'id', value: table().baseId },
				tableId: { __rl: true, mode: 'id', value: table().id },
				...parameters,
			},
			server().credentials,
		);

	const update = async (id: string, values: IDataObject) => {
		await settle();
		await server().ask('PATCH', `/table/${table().id}/record`, {
			fieldKeyType: 'name',
			records: [{ id, fields: values }],
		});
	};

	const remove = async (...gone: string[]) => {
		const query = gone.map((id) => `recordIds[]=${id}`).join('&');
		await server().ask('DELETE', `/table/${table().id}/record?${query}`);
	};

	return { trigger, update, remove };
}
