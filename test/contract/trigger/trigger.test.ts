import type { INodeParameters } from 'n8n-workflow';

import { TriggerRun } from '../../harness/poll';
import { activate, eventsOf, OURS, refusalOf, settle } from '../server';
import { idsOf, onWatchedTables, session } from './watched';

const withChanges: INodeParameters = { options: { includeChanges: true } };

const DAY = { date: 'YYYY-MM-DD', time: 'None', timeZone: 'UTC' };

describe('Teable contract: events of records', () => {
	onWatchedTables(({ server, table, ids, trigger, update, remove }) => {
		it('Record Created announces many new records once, in order, also if older ones are deleted', async () => {
			const run = trigger('recordCreated');
			await activate(run);
			const names = Array.from({ length: 150 }, (_, index) => `new ${index}`);
			const made = await table().fill(names.map((Name) => ({ Name })));
			await remove(ids()[0], ids()[1]);
			await update(ids()[2], { Name: 'no new record' });

			const events = await eventsOf(run, made.length);

			expect(idsOf(events)).toEqual(made);
			expect(events.map(({ Name }) => Name)).toEqual(names);
			const [last] = await table().fill([{ Name: 'last' }]);
			expect(idsOf(await eventsOf(run, 1))).toEqual([last]);
		});

		describe.each([
			['without a helper field', []],
			['with a last modified time, which on 2026 tracks only one field', [{ tracks: 'Email' }]],
			['with a field of the type Last modified time', [{ tracks: undefined }]],
		])('on a table %s', (_name, times) => {
			beforeAll(async () => {
				const canTrack = (await server().engine()) !== '1.10.0';
				for (const { tracks } of times) {
					const trackedFieldIds = tracks && canTrack ? [table().field(tracks)] : undefined;
					await table().addField({
						...{ name: `Modified (${tracks})`, type: 'lastModifiedTime' },
						options: { formatting: DAY, trackedFieldIds },
					});
				}
			});

			it('Record Updated announces each changed record once, with its current values', async () => {
				const run = trigger('recordUpdated');
				await activate(run);
				await update(ids()[1], { Name: 'changed' });
				await update(ids()[0], { Name: 'changed' });
				await update(ids()[0], { Name: 'changed again' });
				await remove(ids()[2]);
				await table().fill([{ Name: 'not an update' }]);

				const events = await eventsOf(run, 2);

				expect(events).toEqual([
					expect.objectContaining({ id: ids()[1], Name: 'changed' }),
					expect.objectContaining({ id: ids()[0], Name: 'changed again', Amount: 1 }),
				]);
				await update(ids()[1], { Name: 'once more' });
				expect(idsOf(await eventsOf(run, 1))).toEqual([ids()[1]]);
			});

			it.each([
				['by the times of the records', {}],
				['by the record history', withChanges],
			])('Record Created or Updated tells the two apart %s', async (_way, parameters) => {
				const run = trigger('recordCreatedOrUpdated', parameters);
				await activate(run);
				await update(ids()[0], { Name: 'changed' });
				const [made] = await table().fill([{ Name: 'new' }]);
				const told = (await eventsOf(run, 2)).map(({ event, id, Name }) => ({ event, id, Name }));

				expect(told).toHaveLength(2);
				expect(told).toEqual(
					expect.arrayContaining([
						{ event: 'created', id: made, Name: 'new' },
						{ event: 'updated', id: ids()[0], Name: 'changed' },
					]),
				);
				await update(made, { Name: 'changed' });
				expect(await eventsOf(run, 1)).toEqual([
					expect.objectContaining({ event: 'updated', id: made, Name: 'changed' }),
				]);
			});
		});

		it('Record Updated returns old and new values, and who changed them', async () => {
			const run = trigger('recordUpdated', withChanges);
			await activate(run);
			await table().fill([{ Name: 'not an update' }]);
			await update(ids()[0], { Name: 'changed', Email: 'a@example.com' });

			const events = await eventsOf(run, 1);

			expect(events).toEqual([
				expect.objectContaining({ id: ids()[0], Name: 'changed', Email: 'a@example.com' }),
			]);
			const [{ changes, changedBy, changedTime }] = events;
			expect(changes).toEqual({
				Name: { before: 'A', after: 'changed' },
				Email: { before: null, after: 'a@example.com' },
			});
			expect(changedBy).toMatchObject({ email: server().credentials.teableSessionApi.email });
			expect(Date.parse(String(changedTime))).not.toBeNaN();
		});

		it('Record Updated returns only changes of the watched fields', async () => {
			const run = trigger('recordUpdated', { watchedFields: ['Email'] });
			await activate(run);
			await update(ids()[0], { Name: 'changed' });
			await update(ids()[1], { Email: 'b@example.com' });

			expect(idsOf(await eventsOf(run, 1))).toEqual([ids()[1]]);
		});

		it('Record Deleted announces each deleted record in the trash once, for a session', async () => {
			await remove(ids()[0]);
			const run = trigger('recordDeleted', session);
			await activate(run);
			await remove(ids()[1]);
			await remove(ids()[2]);
			await update((await table().fill([{ Name: 'stays' }]))[0], { Name: 'changed' });

			const events = await eventsOf(run, 2);

			const { email } = server().credentials.teableSessionApi;
			expect(events).toMatchObject([
				{ id: ids()[1], name: 'B', deletedBy: { email } },
				{ id: ids()[2], name: 'C', deletedBy: { email } },
			]);
		});

		it('Record Deleted does so for a token too, or says how else to find deletions', async () => {
			const run = trigger('recordDeleted');
			const refusal = await refusalOf(run);
			if (refusal !== undefined) {
				expect(refusal).toContain("Or set 'Find Deletions By' to Comparing IDs");
				return;
			}
			await remove(ids()[1]);
			expect(idsOf(await eventsOf(run, 1))).toEqual([ids()[1]]);
		});

		it('Record Deleted announces each deleted record once by comparing IDs', async () => {
			const run = trigger('recordDeleted', { findBy: 'ids' });
			await activate(run);
			await remove(ids()[2], ids()[0]);
			await table().fill([{ Name: 'new' }]);

			expect(await eventsOf(run, 2)).toEqual([{ id: ids()[0] }, { id: ids()[2] }]);
		});

		it.each([
			['recordCreated', {}, { Name: 'D' }, 1],
			['recordUpdated', {}, { Name: 'D' }, 1],
			['recordUpdated', withChanges, { Name: 'new', changes: { Name: { after: 'new' } } }, 1],
			['recordCreatedOrUpdated', {}, { event: 'updated', Name: 'D' }, 2],
			['recordDeleted', session, { name: 'B' }, 1],
			['recordDeleted', { findBy: 'ids' }, {}, 1],
		])(
			'the editor shows a real record for %s with %j, and later events still come',
			async (event, parameters, shown, count) => {
				const run = trigger(event, parameters);
				await activate(run);
				await update(ids()[0], { Name: 'new' });
				await remove(ids()[1]);
				const [made] = await table().fill([{ Name: 'D' }]);
				await settle();

				const [item] = await run.test();

				expect(item).toMatchObject(shown);
				expect([...ids(), made]).toContain(item.id);
				expect(await eventsOf(run, count)).toHaveLength(count);
			},
		);

		it('the error for a token without access to the history names the missing scope', async () => {
			const [{ token }] = await server().output('create', {
				...{ name: `${OURS}: no history`, scopes: ['record|read', 'field|read', 'table|read'] },
				...{ expires: 'inDays', expiresInDays: 1 },
			});
			const { credentials } = server();
			const run = new TriggerRun(trigger('recordUpdated', withChanges).parameters, {
				...credentials,
				teableApi: { ...credentials.teableApi, accessToken: String(token) },
			});

			expect(await refusalOf(run)).toContain('table_record_history|read');
		});
	});
});
