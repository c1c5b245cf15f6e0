import type { IDataObject } from 'n8n-workflow';

import { lostAttachment } from '../../harness/files';
import { empty, onContractTables, UNKNOWN_RECORD } from '../table';

describe('Teable contract: creating records', () => {
	onContractTables((table, { run, output, failure }) => {
		beforeEach(async () => await empty(table()));

		it('Create writes a value of each type and returns the record with its ID', async () => {
			const user = await table().server.ask('GET', '/auth/user');
			const cells = {
				...{ Name: 'Nathan', Amount: 12.5, Status: 'Todo', Tags: ['A', 'B'], Paid: true },
				...{ Stars: 4, Notes: 'two\nlines', Due: '2026-01-15T09:30:00.000Z' },
			};
			const references = {
				Companies: [{ id: table().companies.Acme }],
				Owner: { id: String(user.id), title: String(user.name) },
			};
			const [record] = await output('create', {
				...table().columns({ ...cells, ...references }),
				options: { strict: true },
			});
			const [row] = await table().rows();
			expect(record).toEqual({
				...{ id: row.id, Email: null, Code: null, Files: null, ...cells },
				Companies: [expect.objectContaining(references.Companies[0])],
				Owner: expect.objectContaining(references.Owner),
			});
			expect(row).toMatchObject({ ...cells, ...references });
		});

		it('1,200 items become 1,200 records in order, each paired with its item', async () => {
			const input = Array.from({ length: 1200 }, (_, Amount) => ({ Amount }));
			const { items } = await run('create', table().automatic(), { items: input });
			expect(items.map(({ json, pairedItem }) => [json.Amount, pairedItem])).toEqual(
				input.map(({ Amount }, item) => [Amount, { item }]),
			);
			const [{ count }] = await output('count');
			expect(count).toBe(1200);
		});

		it.each<[string, string | number, string]>([
			['without a zone in the zone of the field', '2026-01-15 10:30', '2026-01-15T09:30:00.000Z'],
			['with a zone', '2026-01-15T10:30:00+05:30', '2026-01-15T05:00:00.000Z'],
			['without decimals', '2026-01-15T10:30:00Z', '2026-01-15T10:30:00.000Z'],
			['with decimals', '2026-07-15T10:30:00.123Z', '2026-07-15T10:30:00.123Z'],
			['in milliseconds', 1_768_473_000_000, '2026-01-15T10:30:00.000Z'],
			['of a day', '2026-07-15', '2026-07-14T22:00:00.000Z'],
		])('a date %s is kept to the millisecond', async (_what, Due, kept) => {
			const [record] = await output('create', table().columns({ Due }));
			expect(record.Due).toBe(kept);
			expect((await table().rows())[0].Due).toBe(kept);
		});

		it('text is converted to the type of the column, unless types are strict', async () => {
			const columns = table().columns({ Amount: '12.5', Paid: 'yes', Tags: 'A, B' });
			const [record] = await output('create', columns);
			expect(record).toMatchObject({ Amount: 12.5, Paid: true, Tags: ['A', 'B'] });
			expect(await failure('create', { ...columns, options: { strict: true } })).toContain(
				"'12.5' isn't valid for 'Amount'. It accepts a number",
			);
		});

		it('a user is found by ID, name or email address', async () => {
			const { id, name, email } = await table().server.ask('GET', '/auth/user/me');
			const items = [{ Owner: id }, { Owner: name }, { Owner: email }, { Owner: { id } }];
			const records = await output('create', table().automatic(), { items });
			expect(records.map(({ Owner }) => (Owner as IDataObject).id)).toEqual([id, id, id, id]);
		});

		it('a new choice is created only on request', async () => {
			const columns = table().columns({ Status: 'Someday' });
			expect(await failure('create', columns)).toContain("It accepts one of 'Todo', 'Done'");
			const options = { newChoices: 'create' };
			expect(await output('create', { ...columns, options })).toMatchObject([
				{ Status: 'Someday' },
			]);
			expect((await table().rows()).map(({ Status }) => Status)).toEqual(['Someday']);
		});

		it.each([
			['Amount', 'many'],
			['Stars', 6],
			['Due', '2026-13-45'],
			['Paid', 'perhaps'],
		])('%s does not accept %s, and nothing is written', async (column, value) => {
			const items = [{ Name: 'good' }, { [column]: value }];
			expect(await failure('create', table().automatic(), { items })).toContain(
				`'${value}' isn't valid for '${column}' [item 1]. It accepts`,
			);
			expect(await table().rows()).toEqual([]);
		});

		it('a link is found by the title of a record, and an unknown title writes nothing', async () => {
			const { Acme, Globex } = table().companies;
			const [{ Companies }] = await output(
				'create',
				table().columns({ Companies: 'Acme, Globex' }),
			);
			expect(Companies).toMatchObject([{ id: Acme }, { id: Globex }]);
			await empty(table());
			expect(await failure('create', table().columns({ Companies: 'Acme, Akme' }))).toContain(
				`The linked table has no record 'Akme'; it has, for example, 'Acme' (${Acme})`,
			);
			expect(await failure('create', table().columns({ Companies: [UNKNOWN_RECORD] }))).toContain(
				`The linked table has no record '${UNKNOWN_RECORD}'`,
			);
			expect(await table().rows()).toEqual([]);
		});

		it('an unknown user is refused, and a user can be given by name or email address', async () => {
			const message = await failure('create', table().columns({ Owner: 'nobody@example.com' }));
			expect(message).toContain("This base has no user 'nobody@example.com'");
			expect(await table().rows()).toEqual([]);
		});

		it('missing linked records are created on request', async () => {
			const options = { missingLinks: 'create' };
			const items = [{ Companies: 'Made, Acme' }, { Companies: ['Made'] }];
			const records = await output('create', { ...table().automatic(), options }, { items });
			const [first, second] = records.map(({ Companies }) => Companies as IDataObject[]);
			const made = second[0];
			expect(made).toMatchObject({ id: expect.stringMatching(/^rec/) });
			expect(first.map(({ id }) => id).sort()).toEqual([made.id, table().companies.Acme].sort());
		});

		it('only the bad item fails if On Error is set to continue', async () => {
			const { items } = await run('create', table().automatic(), {
				items: withBadItem(),
				onError: 'continueRegularOutput',
			});
			const failed = items.filter(({ json }) => json.error !== undefined);
			expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 6 }]);
			expect(failed[0].json.error).toContain('Teable refused this [item 6]: ');
			expect(await amounts()).toEqual([0, 1, 2, 3, 4, 5, 7, 8, 9]);
		});

		it('nothing after a bad item is written if On Error is set to stop, and the error says what was written', async () => {
			const message = await failure('create', table().automatic(), { items: withBadItem() });
			expect(message).toContain('Teable refused this [item 6]: ');
			expect(message).toContain('Done: items 0-5. Not done: items 6-9.');
			expect(await amounts()).toEqual([0, 1, 2, 3, 4, 5]);
		});

		it('a value that another record has is refused in a unique column', async () => {
			const [id] = await table().fill([{ Code: 'A1' }]);
			const taken = "'A1' isn't valid for 'Code', whose values must be unique";
			const items = [{ Code: 'B1' }, { Code: 'A1' }];
			const message = await failure('create', table().automatic(), { items });
			expect(message).toContain(
				`${taken} [item 1]. Record ${id} already has this value. Use another value, or update that record.`,
			);
			const { items: passedOn } = await run('create', table().automatic(), {
				items,
				onError: 'continueRegularOutput',
			});
			expect(passedOn.map(({ json }) => json.Code ?? json.error)).toEqual([
				'B1',
				expect.stringContaining(taken),
			]);
			const [, { id: other }] = await table().rows();
			const change = { items: [{ id: other, Code: 'A1' }] };
			expect(await failure('update', table().automatic(['id']), change)).toContain(taken);
			// Another letter is another value, to Teable itself too.
			expect(
				await output('create', table().automatic(), { items: [{ Code: 'a1' }] }),
			).toMatchObject([{ Code: 'a1' }]);
			expect((await table().rows()).map(({ Code }) => Code)).toEqual(['A1', 'B1', 'a1']);
		});

		it('a column that the table does not have is refused, and columns that Teable fills are skipped', async () => {
			const unknown = { items: [{ Name: 'x', Nmae: 'y' }] };
			expect(await failure('create', table().automatic(), unknown)).toContain(
				"The table has no column 'Nmae'. Rename it, or set 'Unknown Columns' under 'Options'. Its columns are 'Name'",
			);
			const filled = { items: [{ id: UNKNOWN_RECORD, Name: 'x', Double: 4, No: 99 }] };
			const parameters = { ...table().automatic(), options: { leaveOutEmpty: true } };
			const [record] = await output('create', parameters, filled);
			expect(record).toEqual({ id: expect.not.stringMatching(UNKNOWN_RECORD), Name: 'x' });
		});

		/** Item 6 has a file that only the server knows to be lost. */
		const withBadItem = () =>
			Array.from({ length: 10 }, (_, Amount) => ({
				Amount,
				...(Amount === 6 && { Files: [lostAttachment] }),
			}));

		const amounts = async () => (await table().rows()).map(({ Amount }) => Amount);
	});
});
