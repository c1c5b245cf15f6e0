import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { ENGINES } from '../../../../harness/engines';
import { onEachEngine } from '../../../../harness/table';

const TIMEZONE = 'Europe/Berlin';

const ROUNDS = 25;

/** Now and then, a value looks like one of another type, or almost. */
const NEAR = fc.constantFrom(
	...['0', '-0', '00123', '1,5', '1.50', '1e3', '+1', ' 1', '1 ', '12 EUR', '0.123456'],
	...['12345678901234567890', '0.1', '-7', '1.234,56', 'NaN', 'Infinity', '0x1F'],
	...['yes', 'No', 'TRUE', 'false', 'maybe', '2026-01-15', '2026-13-45', '2026-02-30'],
	...['15.01.2026', '2026-01-15T10:30:00.000Z', '2026-03-29 02:30', '10:30', 'a, b', 'a,b'],
	...['https://a.example/b?c=d', 'ada@example.com', '=1+1', '"quoted"', 'null', '[]', '{}'],
);

const VALUES: Array<fc.Arbitrary<unknown>> = [
	NEAR,
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.integer({ min: -1e6, max: 1e6 }).map((cents) => cents / 100),
	fc.integer({ min: -1e6, max: 1e6 }).map((cents) => String(cents / 100)),
	fc.boolean(),
	fc.constantFrom('yes', 'no', 'true', 'false'),
	fc.string({ unit: 'grapheme', maxLength: 300 }),
	fc.constantFrom('2026-01-15', '1999-12-31', '2026-03-29', '2026-10-25'),
	fc.date({ min: new Date(-1e12), max: new Date(4e12), noInvalidDate: true }).map((date) => {
		return date.toISOString();
	}),
	fc.uniqueArray(fc.constantFrom('red', 'green', 'blue', 'a, b'), { minLength: 1 }),
	fc.dictionary(fc.constantFrom('a', 'b'), fc.integer(), { minKeys: 1 }),
];

/** A column has one type, several, or one with gaps. */
const kinds = fc.oneof(
	fc.constantFrom(...VALUES),
	fc.subarray(VALUES, { minLength: 2, maxLength: 3 }).map((some) => fc.oneof(...some)),
	fc.constantFrom(...VALUES).map((kind) => fc.oneof(kind, fc.constantFrom('', null))),
);

const NAMES = ['Name', 'Amount', 'constructor', 'toString', 'Größe', 'a.b', '{x}', 'x "y"'];

const columns = fc.integer({ min: 1, max: 12 }).chain((count) =>
	fc.dictionary(
		fc.constantFrom(...NAMES),
		kinds.chain((kind) => fc.array(kind, { minLength: count, maxLength: count })),
		{ minKeys: 1, maxKeys: 5, noNullPrototype: true },
	),
);

const itemsOf = (given: Record<string, unknown[]>): IDataObject[] => {
	const [first] = Object.values(given);
	return first.map(
		(_value, index) =>
			Object.fromEntries(
				Object.entries(given).map(([name, values]) => [name, values[index]]),
			) as IDataObject,
	);
};

/**
 * Whether the value that came back equals the original: the same number, text, list or time, and nothing for nothing.
 */
function isSame(given: unknown, back: unknown, trims: boolean): boolean {
	if (given === null || (typeof given === 'string' && given.trim() === '')) {
		return back === undefined || back === given;
	}
	switch (typeof back) {
		case 'undefined':
			return /^(false|no)$/i.test(String(given));
		case 'boolean':
			return back && /^(true|yes)$/i.test(String(given));
		case 'number':
			return typeof given === 'number' ? Object.is(back, given) : String(back) === given;
		case 'string':
			return isSameText(given, back, trims);
		default:
			return JSON.stringify(back) === JSON.stringify(given);
	}
}

function isSameText(given: unknown, back: string, trims: boolean): boolean {
	if (typeof given !== 'string') {
		return back === (typeof given === 'object' ? JSON.stringify(given) : String(given));
	}
	const moment = DateTime.fromISO(given.replace(' ', 'T'), { zone: TIMEZONE });
	const isMoment = /^\d{4}-\d{2}-\d{2}/.test(given) && moment.isValid;
	return (
		back === (trims ? given.trim() : given) ||
		(isMoment && moment.toMillis() === DateTime.fromISO(back).toMillis())
	);
}

describe.each([
	// The old engine removes white space at the ends of text.
	['where spaces at the ends of text are removed', ENGINES.slice(0, -1), true],
	['where text stays as it is', ENGINES.slice(-1), false],
])('Table: Create from input items, %s', (_what, engines, trims) => {
	onEachEngine((table) => {
		it('returns the items unchanged, whatever they contain', async () => {
			let round = 0;
			await fc.assert(
				fc.asyncProperty(columns, async (given) => {
					const items = itemsOf(given);
					const [made] = await table().server.output(
						'create',
						{
							...{ resource: 'table', baseId: { __rl: true, mode: 'id', value: table().baseId } },
							...{ name: `Round ${(round += 1)}`, fieldsFrom: 'items', firstColumn: '' },
							attachFiles: false,
						},
						{ items, timezone: TIMEZONE },
					);
					expect(made.recordCount).toBe(items.length);
					const back = await table().server.output('getAll', {
						...{ resource: 'record', tableId: { __rl: true, mode: 'id', value: String(made.id) } },
						...{ returnAll: true, options: { outputFormat: 'nested', leaveOutEmpty: true } },
					});
					const others = items.flatMap((item, index) =>
						Object.entries(item).flatMap(([name, value]) => {
							const fields = back[index].fields as IDataObject;
							const cell = Object.hasOwn(fields, name) ? fields[name] : undefined;
							return isSame(value, cell, trims) ? [] : [{ name, value, cell }];
						}),
					);
					expect(others).toEqual([]);
				}),
				{ numRuns: ROUNDS, endOnFailure: true },
			);
		}, 240_000);
	}, engines);
});
