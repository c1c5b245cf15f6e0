import * as fc from 'fast-check';

import { several } from '../../../../nodes/Teable/values/several';

const names =
	(...known: string[]) =>
	(text: string) =>
		known.includes(text);

describe('one or several', () => {
	it.each<[string, unknown, unknown[]]>([
		['a list', ['A', 'B'], ['A', 'B']],
		['a text', 'A', ['A']],
		['a text with commas', 'A, B ,C', ['A', 'B', 'C']],
		['text that is a list as JSON', '["A","B"]', ['A', 'B']],
		['a list as JSON on several lines', '[\n  "A, B",\n  "C"\n]\n', ['A, B', 'C']],
		['a list of objects as JSON', '[{"id":"a"}]', [{ id: 'a' }]],
		['an empty list as JSON', ' [] ', []],
		['an object', { id: 'a' }, [{ id: 'a' }]],
		['a number', 5, [5]],
		['nothing', undefined, []],
		['null', null, []],
		['a blank text', ' ', []],
		['only commas', ' , ,', []],
		['blank entries of a list', ['A', '', ' ', null, undefined, 'B'], ['A', 'B']],
		['what only looks like JSON', '[A], [B]', ['[A]', '[B]']],
		['JSON that is not a list', '{"a":1}', ['{"a":1}']],
	])('reads %s', (_what, given, entries) => {
		expect(several(given)).toEqual(entries);
	});

	it('never splits the entries of a list', () => {
		expect(several(['A, B', 'C'])).toEqual(['A, B', 'C']);
		expect(several('["A, B", "C"]')).toEqual(['A, B', 'C']);
	});

	it('treats text that is exactly one name as that name', () => {
		expect(several('City, Country', names('City, Country', 'City', 'Country'))).toEqual([
			'City, Country',
		]);
		expect(several(' City, Country ', names('City, Country'))).toEqual(['City, Country']);
	});

	it('keeps spaces that belong to a name', () => {
		expect(several(' padded ', names(' padded '))).toEqual([' padded ']);
		expect(several([' padded ', ' other '], names(' padded ', 'other'))).toEqual([
			' padded ',
			'other',
		]);
	});

	it('splits text as it is told to', () => {
		expect(several('a;b', undefined, (text) => text.split(';'))).toEqual(['a', 'b']);
	});
});

const entry = fc.string().filter((text) => text.trim() !== '' && text === text.trim());

it('returns a list and its JSON as that list', () => {
	fc.assert(
		fc.property(fc.array(entry), (list) => {
			expect(several(list)).toEqual(list);
			expect(several(JSON.stringify(list))).toEqual(list);
		}),
	);
});
