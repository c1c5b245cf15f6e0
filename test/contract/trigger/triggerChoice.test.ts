import { where } from '../../harness/filters';
import { activate, eventsOf } from '../server';
import { idsOf, onWatchedTables, session } from './watched';

describe('Teable contract: which changes are events', () => {
	onWatchedTables(({ server, table, ids, trigger, update, remove }) => {
		describe('Record Matches Filter', () => {
			const isDone = where('Name', 'is', 'Done');

			it('announces each record once when it begins to match, and again after it stopped matching', async () => {
				const run = trigger('recordMatchesFilter', isDone);
				await activate(run);
				await update(ids()[1], { Name: 'Done' });
				const made = await table().fill([{ Name: 'Done' }, { Name: 'Open' }]);
				const begun = await eventsOf(run, 2);
				expect(begun).toHaveLength(2);
				expect(begun).toEqual(
					expect.arrayContaining([
						expect.objectContaining({ id: ids()[1], Name: 'Done' }),
						expect.objectContaining({ id: made[0], Name: 'Done' }),
					]),
				);

				await update(ids()[1], { Name: 'Done', Amount: 2 });
				await update(made[0], { Name: 'Open' });
				expect(await eventsOf(run, 0)).toEqual([]);
				await update(made[0], { Name: 'Done' });
				await update(made[1], { Name: 'Done' });
				const again = idsOf(await eventsOf(run, 2));
				expect([...again].sort()).toEqual([...made].sort());
			});

			it('announces records that a view begins to show', async () => {
				const { id: viewId } = await server().ask('POST', `/table/${table().id}/view`, {
					...{ type: 'grid', name: `View ${Date.now()}` },
					filter: {
						conjunction: 'and',
						filterSet: [{ fieldId: table().field('Name'), operator: 'is', value: 'Done' }],
					},
				});
				const run = trigger('recordMatchesFilter', {
					filterBy: 'none',
					viewId: { __rl: true, mode: 'id', value: String(viewId) },
				});
				await activate(run);
				await update(ids()[2], { Name: 'Done' });

				expect(idsOf(await eventsOf(run, 1))).toEqual([ids()[2]]);
			});
		});

		it.each([
			['by the times of the records', {}],
			['by the record history', { includeChanges: true }],
		])('changes by the account of the credential can be ignored %s', async (_way, options) => {
			const ignoring = trigger('recordCreatedOrUpdated', {
				options: { ...options, ignoreChangesBy: ['own'] },
			});
			const heeding = trigger('recordCreatedOrUpdated', {
				options: { ...options, ignoreChangesBy: ['usrSomebodyElse0001'] },
			});
			await activate(ignoring);
			await activate(heeding);
			await update(ids()[0], { Name: 'changed' });
			await table().fill([{ Name: 'new' }]);

			expect(await eventsOf(heeding, 2)).toHaveLength(2);
			expect(await eventsOf(ignoring, 0)).toEqual([]);
		});

		it('deletions by the account of the credential can be ignored', async () => {
			const run = trigger('recordDeleted', { ...session, options: { ignoreChangesBy: ['own'] } });
			await activate(run);
			await remove(ids()[1]);

			expect(await eventsOf(run, 0)).toEqual([]);
		});
	});
});
