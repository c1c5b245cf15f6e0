import { csvOf, csvRows, differingCells } from '../../bench/csvFile';
import { createFromItems, importsCsv, make } from '../../bench/importCsv';
import type { Target } from '../../bench/target';
import { targetAt } from '../../bench/target';
import type { Sandbox } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import { listenToLogs } from '../harness/secrets';
import { ENGINES } from '../harness/engines';
import {} from '../harness/table';

describe('a CSV file for the bench', () => {
	it('quotes what needs quotes', () => {
		expect(csvOf([{ Name: 'a', 'Said, or so': 'the "b"' }]).toString()).toBe(
			'Name,"Said, or so"\r\na,"the ""b"""\r\n',
		);
	});

	it('has its unusual values after the 500 rows that an import checks', () => {
		const [seen, all] = [500, 1000].map((count) => JSON.stringify(csvRows(count)));
		expect(seen).not.toContain('2026-13-45');
		expect(all).toContain('2026-13-45');
	});
});

describe('cells that differ from the file', () => {
	const differing = (text: string, type: string, value: unknown, timeZone = 'utc') =>
		differingCells(
			[{ Name: 'A', Value: text }],
			[
				{ id: 'fld1', name: 'Name', type: 'singleLineText' },
				{ id: 'fld2', name: 'Value', type, options: { formatting: { timeZone } } },
			],
			[{ fields: { fld1: 'A', fld2: value as string } }],
		);

	it.each([
		['1,5', 'number', 15],
		['00123', 'number', 123],
		['4929000000000000001', 'number', Number('4929000000000000001')],
		['2026-13-45', 'date', '2027-02-14T00:00:00.000Z'],
		['2026-13-45', 'date', undefined],
		['2026-01-15', 'date', '2026-01-14T23:00:00.000Z'],
		['no', 'checkbox', true],
		['a', 'singleLineText', undefined],
	])('include "%s" as a %s of %s', (text, type, value) => {
		expect(differing(text, type, value)).toBe(1);
	});

	it.each([
		['1,5', 'singleLineText', '1,5'],
		['12.5', 'number', 12.5],
		['2026-01-15', 'date', '2026-01-15T00:00:00.000Z'],
		['yes', 'checkbox', true],
		['no', 'checkbox', undefined],
		['', 'singleLineText', undefined],
	])('do not include "%s" as a %s of %s', (text, type, value) => {
		expect(differing(text, type, value)).toBe(0);
	});

	it('do not include a date that is the same day in the time zone of the field', () => {
		expect(differing('2026-01-15', 'date', '2026-01-14T23:00:00.000Z', 'Europe/Berlin')).toBe(0);
	});

	it('include all cells of a missing row or column', () => {
		const rows = csvRows(3);
		const columns = Object.keys(rows[0]);
		const fields = columns.map((name) => ({ id: name, name, type: 'singleLineText' }));
		const records = rows.map((row) => ({ fields: row }));
		expect(differingCells(rows, fields, records.slice(1))).toBe(columns.length);
		expect(differingCells(rows, fields.slice(0, -1), records)).toBe(3);
	});
});

describe.each(ENGINES)('a table created from a CSV file on Teable %s', (_name, version, engine) => {
	let sandbox: Sandbox;
	let target: Target;

	beforeAll(async () => {
		listenToLogs();
		sandbox = await startSandbox({ version, engine });
		target = targetAt('sandbox', sandbox.url, sandbox.tokens.full.token);
	});

	afterAll(async () => await sandbox.stop());

	it('has the values of the file if the node creates it from items, and is removed again', async () => {
		expect(await make(target, csvRows(1000), createFromItems)).toMatchObject({ differing: 0 });
		const { data } = await target.api.get<unknown[]>(`/base/${target.baseId}/table`);
		expect(data).toEqual([]);
	});

	it('cannot be imported by the sandbox, which does not have these routes', async () => {
		expect(await importsCsv(target)).toBe(false);
	});
});
