import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TriggerRun } from '../../harness/poll';
import { TestTable } from '../../harness/table';
import type { ContractServer } from '../server';
import { onContractServers, settle } from '../server';
import type { ContractTable } from '../table';

/** A table that triggers watch, and changes in it without the node. */
export interface WatchedTable {
	server(): ContractServer;
	table(): ContractTable;
	/** The IDs of the three records that each test starts with: A, B and C. */
	ids(): string[];
	trigger(event: string, parameters?: INodeParameters): TriggerRun;
	update(id: string, values: IDataObject): Promise<void>;
	remove(...ids: string[]): Promise<void>;
}

export const session: INodeParameters = { authentication: 'session' };

export const idsOf = (items: IDataObject[]) => items.map(({ id }) => id);

/** Defines tests that share one watched table on each server. */
export function onWatchedTables(define: (watched: WatchedTable) => void) {
	onContractServers((server) => {
		let table: ContractTable;
		let ids: string[];

		beforeAll(async () => {
			table = await TestTable.make(server(), server().baseId);
		});

		beforeEach(async () => {
			ids = await table.fill([{ Name: 'A', Amount: 1 }, { Name: 'B' }, { Name: 'C' }]);
			await settle();
		});

		define({
			server,
			table: () => table,
			ids: () => ids,
			trigger: (event, parameters) =>
				new TriggerRun(
					{
						authentication: 'accessToken',
						event,
						baseId: { __rl: true, mode: 'id', value: table.baseId },
						tableId: { __rl: true, mode: 'id', value: table.id },
						...parameters,
					},
					server().credentials,
				),
			async update(id, values) {
				await settle();
				await server().ask('PATCH', `/table/${table.id}/record`, {
					fieldKeyType: 'name',
					records: [{ id, fields: values }],
				});
			},
			async remove(...gone) {
				const query = gone.map((id) => `recordIds[]=${id}`).join('&');
				await server().ask('DELETE', `/table/${table.id}/record?${query}`);
			},
		});
	});
}
