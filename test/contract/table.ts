import { chunk } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { NodeOutput } from '../harness/engine';
import { TestTable } from '../harness/table';
import type { ContractServer } from './server';
import { onContractServers } from './server';

export type ContractTable = TestTable<ContractServer>;

type RunOptions = Parameters<ContractServer['run']>[2];

/** The node, working on the contract's table and signed in with the access token. */
export interface TableNode {
	run(operation: string, parameters?: INodeParameters, options?: RunOptions): Promise<NodeOutput>;

	/** Runs an operation that must succeed and returns the JSON of its items. */
	output(
		operation: string,
		parameters?: INodeParameters,
		options?: RunOptions,
	): Promise<IDataObject[]>;

	/** Runs an operation that must fail without output, and returns the message that the user sees. */
	failure(operation: string, parameters?: INodeParameters, options?: RunOptions): Promise<string>;
}

/** The fields that the contract needs in addition to those of every test table. */
const MORE_FIELDS: IDataObject[] = [
	{ name: 'Files', type: 'attachment' },
	{ name: 'Owner', type: 'user', options: { isMultiple: false, shouldNotify: false } },
	{ name: 'Go', type: 'button', options: { label: 'Go', color: 'teal' } },
	{ name: 'Made', type: 'createdTime' },
	{ name: 'Maker', type: 'createdBy' },
	{ name: 'No', type: 'autoNumber' },
	{ name: 'Code', type: 'singleLineText', unique: true },
];

/** An ID in the right format that no record has. */
export const UNKNOWN_RECORD = 'recAAAAAAAAAAAAAAAA';

/** Defines tests that share one table on each server. */
export function onContractTables(define: (table: () => ContractTable, node: TableNode) => void) {
	onContractServers((server) => {
		let table: ContractTable;

		beforeAll(async () => {
			table = await TestTable.make(server(), server().baseId, MORE_FIELDS);
		});

		const run: TableNode['run'] = async (operation, parameters, options) =>
			await server().run(operation, table.target(operation, parameters), {
				authentication: 'accessToken',
				...options,
			});

		define(() => table, {
			run,
			async output(...call) {
				const { items, error } = await run(...call);
				expect(error?.message).toBeUndefined();
				return items.map(({ json }) => json);
			},
			async failure(...call) {
				const { items, error } = await run(...call);
				expect(items).toEqual([]);
				if (!error) throw new Error('The node did not fail');
				return error.message;
			},
		});
	});
}

/** Deletes all records of the table, 200 per request because their IDs are in the URL. */
export async function empty(table: ContractTable) {
	let rows: IDataObject[];
	while ((rows = await table.rows()).length > 0) {
		for (const some of chunk(rows, 200)) {
			const query = some.map(({ id }) => `recordIds[]=${String(id)}`).join('&');
			await table.server.ask('DELETE', `/table/${table.id}/record?${query}`);
		}
	}
}

/** The value of the record's locator. */
export const recordById = (id: string): INodeParameters => ({
	recordId: { __rl: true, mode: 'id', value: id },
});
