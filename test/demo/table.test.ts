import { formatItems, maskTokens } from '../../demo/table';

const TOKEN = ['teable', 'accAbCdEfGhIjKlMnOp', '3q2+7w/AbCdEfGh0123456789AbCdEfGhIjKlMnOpQ='].join(
	'_',
);
const MASKED = 'teable_accAbCdEfGhIjKlMnOp_********';

const lineWith = (table: string, text: string) =>
	table.split('\n').find((line) => line.includes(text)) ?? '';

describe('The demo prints items as a table', () => {
	it('gives one item a line per field', () => {
		const table = formatItems([{ name: 'CI', hasFullAccess: false, scopes: ['a', 'b'] }], {
			width: 80,
		});

		expect(lineWith(table, 'name')).toMatch(/│ name +│ CI +│/);
		expect(lineWith(table, 'hasFullAccess')).toContain('false');
		expect(lineWith(table, 'scopes')).toContain('a, b');
	});

	it('gives several items a line each, under the names of all fields that occur', () => {
		const table = formatItems([{ name: 'CI' }, { name: 'Backup', days: 3 }], { width: 80 });

		expect(table.split('\n')[1]).toMatch(/│ name +│ days +│/);
		expect(lineWith(table, 'CI')).toMatch(/│ CI +│ +│/);
		expect(lineWith(table, 'Backup')).toMatch(/│ Backup +│ 3 +│/);
	});

	it('shows only the fields asked for, in their order', () => {
		const table = formatItems([{ a: 1, b: 2, c: 3 }], { fields: ['c', 'a'], width: 80 });

		expect(table.indexOf('c')).toBeLessThan(table.indexOf('a'));
		expect(table).not.toContain('b');
	});

	it('wraps long text to stay within the width', () => {
		const table = formatItems(
			[
				{ name: 'word '.repeat(40), days: 1 },
				{ name: 'x', days: 2 },
			],
			{ width: 60 },
		);

		expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
		expect(table.match(/word/g)).toHaveLength(40);
	});

	it('never shows the secret of a token, wherever it is in an item', () => {
		const items = [{ token: TOKEN, nested: { deep: TOKEN }, list: [`Bearer ${TOKEN}`] }];

		const table = formatItems(items, { width: 160 });

		expect(table.split(MASKED)).toHaveLength(4);
		expect(table).not.toContain('3q2+7w');
	});
});

describe('Masking', () => {
	it('keeps the part that identifies the token, and the text around it', () => {
		expect(maskTokens(`new: ${TOKEN}, good`)).toBe(`new: ${MASKED} good`);
	});

	it('does not change an ID', () => {
		expect(maskTokens('accAbCdEfGhIjKlMnOp')).toBe('accAbCdEfGhIjKlMnOp');
	});
});
