import fc from 'fast-check';

import { columnNames } from '../../../../../../nodes/Teable/teable/schema/inference/columnNames';

const namesOf = (...keys: string[]) => [...columnNames(keys).values()];

describe('the names of new columns', () => {
	test('are the keys of the items', () => {
		const keys = ['Name', 'name', '__proto__', 'constructor', 'a, b', 'Größe', '日本', 'id'];
		expect(namesOf(...keys)).toEqual(keys);
	});

	test('lose surrounding spaces, and get a number if two would become equal', () => {
		expect(namesOf(' Name', 'Name', 'Name ', 'Name 2')).toEqual([
			'Name 3',
			'Name',
			'Name 4',
			'Name 2',
		]);
	});

	test('contain the position of a column without a name', () => {
		expect(namesOf('a', '', '  ', 'Column 3')).toEqual(['a', 'Column 2', 'Column 3 2', 'Column 3']);
	});

	test("are cut to Teable's limit, without making two equal", () => {
		const [one, other] = namesOf(`${'x'.repeat(120)}1`, `${'x'.repeat(120)}2`);
		expect(one).toBe('x'.repeat(100));
		expect(other).toBe(`${'x'.repeat(98)} 2`);
	});

	test('do not collide with other keys', () => {
		expect([...columnNames([' Name', 'Amount'], ['Name']).values()]).toEqual(['Name 2', 'Amount']);
	});

	test('are unique, not blank, trimmed and not too long, for any keys', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'a ', ' a'))),
				(keys) => {
					const names = namesOf(...keys);
					expect(new Set(names).size).toBe(keys.length);
					for (const name of names) {
						expect(name).toBe(name.trim());
						expect(name).not.toBe('');
						expect(name.length).toBeLessThanOrEqual(100);
					}
				},
			),
		);
	});
});
