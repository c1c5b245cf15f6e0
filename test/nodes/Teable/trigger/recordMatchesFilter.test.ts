import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TriggerRun } from '../../../harness/poll';
import type { SmallTable } from './world';
import { onEachEngine } from './world';

const DAY = 86_400_000;

/** A filter as the editor stores it. */
const where = (...condition: IDataObject[]): INodeParameters =>
	({ filterBy: 'conditions', match: 'and', conditions: { condition } }) as INodeParameters;

const idsOf = (items: IDataObject[]) => items.map(({ id }) => id);

describe('Record Matches Filter', () => {
	onEachEngine((server) => {
		let table: SmallTable;
		let ids: string[];
		let isDone: INodeParameters;

		beforeEach(async () => {
			table = await server.makeTable();
			ids = await table.create([{ Name: 'Done' }, { Name: 'Open' }, { Name: 'Open' }]);
			isDone = where({ fieldId: await table.field('Name'), operator: 'is', value: 'Done' });
			server.tick(1000);
		});

		const active = async (parameters: INodeParameters): Promise<TriggerRun> => {
			const run = table.trigger('recordMatchesFilter', parameters);
			expect(await run.poll()).toEqual([]);
			return run;
		};

		const rename = async (id: string, Name: string) => {
			server.tick(1000);
			await table.update([{ id, fields: { Name } }]);
		};

		it('starts when an existing record begins to match', async () => {
			const run = await active(isDone);
			await rename(ids[1], 'Done');

			expect(await run.poll()).toEqual([{ id: ids[1], Name: 'Done' }]);
			expect(await run.poll()).toEqual([]);
		});

		it('starts when a new record matches, at once or later', async () => {
			const run = await active(isDone);
			const [done, empty] = await table.create([{ Name: 'Done' }, {}]);

			expect(idsOf(await run.poll())).toEqual([done]);
			await rename(empty, 'Done');
			expect(idsOf(await run.poll())).toEqual([empty]);
		});

		it('starts once for a record that is changed again while it matches', async () => {
			const run = await active(isDone);
			await rename(ids[1], 'Done');
			await run.poll();
			await table.update([{ id: ids[1], fields: { Amount: 1 } }]);
			server.tick(1000);

			expect(await run.poll()).toEqual([]);
		});

		it('starts again for a record that had stopped matching', async () => {
			const run = await active(isDone);
			await rename(ids[0], 'Open');
			expect(await run.poll()).toEqual([]);
			await rename(ids[0], 'Done');

			expect(idsOf(await run.poll())).toEqual([ids[0]]);
		});

		it('starts for records that already match, on request', async () => {
			const run = table.trigger('recordMatchesFilter', { ...isDone, startFrom: 'beginning' });

			expect(idsOf(await run.poll())).toEqual([ids[0]]);
			expect(await run.poll()).toEqual([]);
		});

		it('starts again with another filter, but not for all records that already match it', async () => {
			const run = await active(isDone);
			run.nodes[0].parameters = {
				...run.parameters,
				...where({ fieldId: await table.field('Name'), operator: 'is', value: 'Open' }),
			};

			expect(await run.poll()).toEqual([]);
			await rename(ids[0], 'Open');
			expect(idsOf(await run.poll())).toEqual([ids[0]]);
		});

		it('continues with a filter whose expression returns another value each time', async () => {
			const run = await active(
				where({
					fieldId: await table.field('Name'),
					operator: 'isNot',
					value: '={{ String(Math.random()) }}',
				}),
			);
			const made = await table.create([{ Name: 'New' }]);

			expect(idsOf(await run.poll())).toEqual(made);
			expect(await run.poll()).toEqual([]);
		});

		it('sends one request if nothing has changed', async () => {
			const run = await active(isDone);
			server.sandbox.resetRequests();
			await run.poll();

			expect(server.sandbox.requests.map(({ url }) => url)).toEqual([
				expect.stringMatching(/\/base\/[^/]+\/table\/[^/]+$/),
			]);
		});

		it('starts when a day has come, though nothing was changed', async () => {
			const dated = await server.makeTable([{ name: 'Due', type: 'date' }]);
			const tomorrow = new Date(server.now() + DAY).toISOString();
			const [due] = await dated.create([{ Due: tomorrow }]);
			const run = dated.trigger(
				'recordMatchesFilter',
				where({ fieldId: await dated.field('Due'), operator: 'isDate', mode: 'today' }),
			);
			expect(await run.poll()).toEqual([]);
			server.tick(DAY);

			expect(idsOf(await run.poll())).toEqual([due]);
		});

		it('starts when a formula begins to match, though another column was changed', async () => {
			const amount = await table.field('Amount');
			const { id: fieldId } = await server.ask('POST', `/table/${table.id}/field`, {
				name: 'Twice',
				type: 'formula',
				options: { expression: `{${amount}}*2` },
			});
			const run = await active(where({ fieldId, operator: 'isGreater', value: '10' }));
			server.tick(1000);
			await table.update([{ id: ids[2], fields: { Amount: 6 } }]);

			expect(idsOf(await run.poll())).toEqual([ids[2]]);
		});

		it('announces the records of a view that filters', async () => {
			const { id: viewId } = await server.ask('POST', `/table/${table.id}/view`, {
				type: 'grid',
				name: 'Done',
				filter: {
					conjunction: 'and',
					filterSet: [{ fieldId: await table.field('Name'), operator: 'is', value: 'Done' }],
				},
			});
			const run = await active({
				filterBy: 'none',
				viewId: { __rl: true, mode: 'id', value: viewId as string },
			});
			await rename(ids[1], 'Done');

			expect(idsOf(await run.poll())).toEqual([ids[1]]);
		});

		it('announces all of many records that begin to match at once', async () => {
			const run = await active(isDone);
			const made = await table.create(Array.from({ length: 1200 }, () => ({ Name: 'Done' })));

			expect(idsOf(await run.poll())).toEqual(made);
		});

		it('says what to do if neither a filter nor a view is chosen', async () => {
			await expect(
				table.trigger('recordMatchesFilter', { filterBy: 'none' }).poll(),
			).rejects.toThrow("'Filter' is None and no view is chosen");
		});

		it('says what to do if a condition is empty', async () => {
			await expect(table.trigger('recordMatchesFilter', where({})).poll()).rejects.toThrow(
				/'Filter'/,
			);
			await expect(
				table.trigger('recordMatchesFilter', { filterBy: 'conditions' }).poll(),
			).rejects.toThrow("'Filter' has a group without conditions");
		});

		it('shows a record that matches in the editor', async () => {
			const run = table.trigger('recordMatchesFilter', isDone);

			expect(await run.test()).toEqual([{ id: ids[0], Name: 'Done' }]);
		});
	});
});
