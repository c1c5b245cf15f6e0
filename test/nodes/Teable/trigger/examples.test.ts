import type { INode } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { TeableTrigger } from '../../../../nodes/Teable/TeableTrigger.node.js';
import newRecord from '../../../../examples/new-record.json';
import statusBecomes from '../../../../examples/status-becomes.json';
import tokenExpiring from '../../../../examples/token-expiring.json';
import { TriggerRun } from '../../../harness/poll';
import type { SmallTable } from './world';
import { SlowServer } from './world';

const triggerOf = ({ nodes }: { nodes: object[] }): INode => {
	const found = (nodes as INode[]).find(({ type }) => type === 'n8n-nodes-teable.teableTrigger');
	if (!found) throw new Error('The example has no trigger');
	return found;
};

describe('The examples that use the trigger', () => {
	const { description } = new TeableTrigger();
	const server = new SlowServer('2026-07');
	let table: SmallTable;

	beforeAll(async () => {
		await server.startWith('v2');
		table = await server.makeTable([
			{
				name: 'Status',
				type: 'singleSelect',
				options: { choices: [{ name: 'Lead' }, { name: 'Customer' }] },
			},
		]);
	});
	afterAll(async () => await server.sandbox.stop());

	it.each([newRecord, statusBecomes, tokenExpiring])(
		'set only parameters that it shows ($name)',
		(example) => {
			const node = triggerOf(example);
			const names = description.properties
				.filter((property) =>
					NodeHelpers.displayParameter(node.parameters, property, node, description),
				)
				.map(({ name }) => name);

			expect(names).toEqual(
				expect.arrayContaining(Object.keys(node.parameters).filter((name) => name !== 'pollTimes')),
			);
			expect(
				NodeHelpers.getNodeParametersIssues(description.properties, node, description),
			).toEqual(
				node.parameters.tableId === undefined
					? null
					: { parameters: { tableId: ['Parameter "Table" is required.'] } },
			);
		},
	);

	it('announce a new record once', async () => {
		const tableId = { __rl: true, mode: 'id', value: table.id };
		const run = new TriggerRun({ ...triggerOf(newRecord).parameters, tableId }, server.credentials);
		await run.poll();
		await table.create([{ Name: 'A' }]);

		expect(await run.poll()).toEqual([expect.objectContaining({ Name: 'A' })]);
		expect(await run.poll()).toEqual([]);
	});

	it('announce a record whose status becomes Customer once', async () => {
		const tableId = { __rl: true, mode: 'id', value: table.id };
		const parameters = { ...triggerOf(statusBecomes).parameters, tableId };
		const run = new TriggerRun(parameters, server.credentials);
		const [id] = await table.create([{ Name: 'B', Status: 'Lead' }]);
		await run.poll();
		server.tick(1000);
		await table.update([{ id, fields: { Status: 'Customer' } }]);

		expect(await run.poll()).toEqual([expect.objectContaining({ id, Status: 'Customer' })]);
		expect(await run.poll()).toEqual([]);
	});

	it('announce an expiring token once', async () => {
		const run = new TriggerRun(triggerOf(tokenExpiring).parameters, server.credentials);

		expect((await run.poll()).map(({ name }) => name)).toEqual(['Expired', 'Expires soon']);
		expect(await run.poll()).toEqual([]);
	});
});
