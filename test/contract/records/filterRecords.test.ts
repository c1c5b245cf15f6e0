import type { INodeParameters } from 'n8n-workflow';

import { loadChoices } from '../../harness/engine';
import { conditions, json, where } from '../../harness/filters';
import { onContractTables } from '../table';

/** 'Due' is displayed in Paris, which is an hour ahead of UTC in January. */
const ROWS = [
	{
		...{ Name: 'Alpha', Amount: 10, Status: 'Todo', Tags: ['A'], Stars: 5 },
		Due: '2025-01-15T10:30:00.000Z',
	},
	{ Name: 'Beta', Amount: 0, Status: 'Done', Tags: ['A', 'B'], Paid: true, Notes: '100% _sure' },
	{ Name: 'gamma', Amount: -5.5, Stars: 2, Notes: '100 sure', Due: '2025-01-14T23:30:00.000Z' },
	{ Name: 'alpha', Amount: 1000, Notes: 'a\\b', Due: '2025-01-15T23:30:00.000Z' },
	{ Email: 'x@example.com' },
];

const ALL = ['Alpha', 'Beta', 'gamma', 'alpha', ''];

const due = (operator: string, mode: string, date: string, timeZone = '') =>
	conditions({ fieldId: 'Due', operator, mode, date, timeZone });

describe('Teable contract: filtering records', () => {
	onContractTables((table, { output, failure }) => {
		const references: Record<string, string> = {};

		beforeAll(async () => {
			const user = await table().server.ask('GET', '/auth/user');
			const { Acme } = table().companies;
			Object.assign(references, {
				...{ acme: Acme, user: String(user.id), userName: String(user.name) },
			});
			const [first, ...others] = ROWS;
			await table().fill([
				{ ...first, Companies: [{ id: Acme }], Owner: { id: user.id, title: user.name } },
				...others,
			]);
		});

		/** The names that were found. Count has to return the same number. */
		const names = async (parameters: INodeParameters) => {
			const found = await output('getAll', parameters);
			expect(await output('count', parameters)).toEqual([{ count: found.length }]);
			return found.map(({ Name }) => Name ?? '');
		};

		it.each<[string, string, string[], string[]]>([
			['Status', 'isChoice', ['Todo'], ['Alpha']],
			['Status', 'isNotChoice', ['Todo'], ['Beta', 'gamma', 'alpha', '']],
			['Status', 'isAnyOfChoices', ['Todo', 'Done'], ['Alpha', 'Beta']],
			['Status', 'isNoneOfChoices', ['Todo'], ['Beta', 'gamma', 'alpha', '']],
			['Tags', 'hasAnyOfChoices', ['B'], ['Beta']],
			['Tags', 'hasAllOfChoices', ['A', 'B'], ['Beta']],
			['Tags', 'isExactlyChoices', ['A'], ['Alpha']],
			['Tags', 'isNotExactlyChoices', ['A'], ['Beta', 'gamma', 'alpha', '']],
			['Tags', 'hasNoneOfChoices', ['A'], ['gamma', 'alpha', '']],
			['Paid', 'isChoice', ['Checked'], ['Beta']],
			['Paid', 'isChoice', ['Unchecked'], ['Alpha', 'gamma', 'alpha', '']],
			['Owner', 'isChoice', ['user'], ['Alpha']],
			['Owner', 'isAnyOfChoices', ['user'], ['Alpha']],
		])('%s %s the chosen %j finds %j', async (field, operator, entries, found) => {
			const one = operator === 'isChoice' || operator === 'isNotChoice';
			const { credentials } = table().server;
			const load = async (method: string) => {
				const parameters = table().target('getAll', {
					...{ authentication: 'accessToken' },
					...where(table().field(field), operator),
				});
				const path = 'parameters.conditions.condition[0].operator';
				return await loadChoices(method, { parameters, credentials }, path);
			};
			expect((await load('getOperators')).map(({ value }) => value)).toContain(operator);
			const listed = await load(one ? 'getValue' : 'getValues');
			const chosen = entries.map((entry) => {
				const name = entry === 'user' ? references.userName : entry;
				return listed.find((candidate) => candidate.name === name)?.value;
			});
			const given = (one ? { choice: chosen[0] } : { choices: chosen }) as INodeParameters;
			const condition = [{ fieldId: table().field(field), operator, ...given }];
			const parameters = { filterBy: 'conditions', conditions: { condition } };
			expect(await names(parameters)).toEqual(found);
		});

		it.each<[string, string, string | undefined, string[]]>([
			['Name', 'isNotEmpty', undefined, ['Alpha', 'Beta', 'gamma', 'alpha']],
			['Email', 'is', 'x@example.com', ['']],
			['Notes', 'contains', 'SURE', ['Beta', 'gamma']],
			['Notes', 'doesNotContain', 'sure', ['Alpha', 'alpha', '']],
			['Amount', 'is', '10', ['Alpha']],
			['Amount', 'isGreaterEqual', '0', ['Alpha', 'Beta', 'alpha']],
			['Amount', 'isLess', '0', ['gamma']],
			['Amount', 'isEmpty', undefined, ['']],
			['Double', 'isGreater', '20', ['alpha']],
			['Stars', 'isGreater', '2', ['Alpha']],
			['Status', 'is', 'Todo', ['Alpha']],
			['Status', 'isAnyOf', 'Todo, Done', ['Alpha', 'Beta']],
			['Status', 'isNoneOf', 'Todo', ['Beta', 'gamma', 'alpha', '']],
			['Tags', 'hasAnyOf', 'B', ['Beta']],
			['Tags', 'hasAllOf', 'A, B', ['Beta']],
			['Tags', 'isExactly', 'A', ['Alpha']],
			['Tags', 'hasNoneOf', 'A', ['gamma', 'alpha', '']],
			['Paid', 'is', 'true', ['Beta']],
			['Paid', 'is', 'false', ['Alpha', 'gamma', 'alpha', '']],
			['Due', 'isEmpty', undefined, ['Beta', '']],
			['Companies', 'contains', 'Acm', ['Alpha']],
			['Companies', 'hasAnyOf', 'acme', ['Alpha']],
			['Companies', 'isEmpty', undefined, ['Beta', 'gamma', 'alpha', '']],
			['Owner', 'is', 'user', ['Alpha']],
			['Owner', 'is', 'Me', ['Alpha']],
			['Maker', 'isNotEmpty', undefined, ALL],
			['Files', 'isEmpty', undefined, ALL],
			['No', 'isGreater', '0', ALL],
		])('by a condition: %s %s %s', async (field, operator, value, found) => {
			const given = references[value ?? ''] ?? value;
			expect(await names(where(field, operator, given))).toEqual(found);
			expect(await names(where(table().field(field), operator, given))).toEqual(found);
		});

		it('text is compared exactly, though some servers ignore case', async () => {
			expect(await names(where('Name', 'is', 'Alpha'))).toEqual(['Alpha']);
			expect(await names(where('Name', 'is', 'ALPHA'))).toEqual([]);
			expect(await names(where('Name', 'isNot', 'Alpha'))).toEqual(['Beta', 'gamma', 'alpha', '']);
		});

		it('a percent sign, an underscore and a backslash have no special meaning in text', async () => {
			expect(await names(where('Notes', 'contains', '100% '))).toEqual(['Beta']);
			expect(await names(where('Notes', 'contains', '_'))).toEqual(['Beta']);
			expect(await names(where('Notes', 'contains', 'a\\b'))).toEqual(['alpha']);
			expect(await names(where('Notes', 'doesNotContain', '0%'))).toEqual([
				...['Alpha', 'gamma', 'alpha', ''],
			]);
		});

		it('a day is a day in the time zone of the field', async () => {
			const day = '2025-01-15';
			expect(await names(due('isDate', 'exactDate', day))).toEqual(['Alpha', 'gamma']);
			expect(await names(due('isAfter', 'exactDate', day))).toEqual(['alpha']);
			expect(await names(due('isBefore', 'exactDate', day))).toEqual([]);
			expect(await names(due('isOnOrBefore', 'exactDate', day))).toEqual(['Alpha', 'gamma']);
			expect(await names(due('isNotDate', 'exactDate', day))).toEqual(['Beta', 'alpha', '']);
		});

		it('a time is compared to the millisecond, in the time zone of the field or another one', async () => {
			const at = (operator: string, date: string, zone?: string) =>
				names(due(operator, 'exactDateTime', date, zone));
			expect(await at('isDate', '2025-01-15T11:30:00')).toEqual(['Alpha']);
			expect(await at('isAfter', '2025-01-15T11:30:00')).toEqual(['alpha']);
			expect(await at('isBefore', '2025-01-15T10:30:00.001Z')).toEqual(['Alpha', 'gamma']);
			expect(await at('isOnOrAfter', '2025-01-15T05:30:00', 'America/New_York')).toEqual([
				...['Alpha', 'alpha'],
			]);
		});

		it('records created today are found by a period', async () => {
			const condition = { operator: 'isWithIn', period: 'pastNumberOfDays', numberOfDays: 1 };
			const made = { filterBy: 'conditions', match: 'and' };
			expect(
				await names({ ...made, conditions: { condition: [{ fieldId: 'Made', ...condition }] } }),
			).toEqual(ALL);
			expect(
				await names({ ...made, conditions: { condition: [{ fieldId: 'Due', ...condition }] } }),
			).toEqual([]);
		});

		it('groups of conditions can be nested, joined by any or all', async () => {
			const paid = { fieldId: 'Paid', operator: 'is', value: true };
			const done = { fieldId: 'Status', operator: 'isAnyOf', value: ['Todo', 'Done'] };
			const negative = { fieldId: table().field('Amount'), operator: 'isLess', value: 0 };
			const both = { conjunction: 'and', filterSet: [done, paid] };
			expect(await names(json({ conjunction: 'or', filterSet: [negative, both] }))).toEqual([
				...['Beta', 'gamma'],
			]);
			expect(await names(json({ conjunction: 'and', filterSet: [negative, both] }))).toEqual([]);
		});

		it('a linked record is found by its title, and a user by name', async () => {
			expect(await names(where('Companies', 'hasAnyOf', 'Acme'))).toEqual(['Alpha']);
			expect(await names(where('Companies', 'hasAnyOf', 'Globex, Acme'))).toEqual(['Alpha']);
			expect(await names(where('Companies', 'hasNoneOf', 'Acme'))).toEqual(ALL.slice(1));
			expect(await names(where('Owner', 'is', references.userName))).toEqual(['Alpha']);
			expect(await names(where('Owner', 'isNot', references.userName))).toEqual(ALL.slice(1));
			expect(await names(where('Maker', 'is', references.userName))).toEqual(ALL);
		});

		it('if several linked records have the same title, all of them count, even in a column for one link', async () => {
			const { id, records } = (await table().server.ask('POST', `/base/${table().baseId}/table`, {
				name: 'Twins',
				fields: [{ name: 'Title', type: 'singleLineText' }],
				records: ['Twin', 'Twin', 'Other'].map((Title) => ({ fields: { Title } })),
			})) as unknown as { id: string; records: Array<{ id: string }> };
			await table().addField({
				name: 'Twin',
				type: 'link',
				options: { relationship: 'manyOne', foreignTableId: id, isOneWay: true },
			});
			const rows = await table().rows();
			await table().server.ask('PATCH', `/table/${table().id}/record`, {
				fieldKeyType: 'name',
				records: records.map((record, index) => ({
					id: rows[index].id,
					fields: { Twin: { id: record.id } },
				})),
			});
			expect(await names(where('Twin', 'is', 'Twin'))).toEqual(['Alpha', 'Beta']);
			expect(await names(where('Twin', 'isNot', 'Twin'))).toEqual(ALL.slice(2));
			expect(await names(where('Twin', 'isNot', 'Other'))).toEqual([
				...['Alpha', 'Beta', 'alpha', ''],
			]);
		});

		it.each<[string, INodeParameters, string]>([
			[
				'an unknown title',
				where('Companies', 'hasAnyOf', 'Akme'),
				"The linked table has no record 'Akme'; it has, for example, 'Acme'",
			],
			['an unknown user', where('Owner', 'is', 'nobody'), "This base has no user 'nobody'"],
			[
				'an unknown column',
				where('Nope', 'is', 'x'),
				"contains 'Nope', which the table doesn't have",
			],
			['an operator that does not fit', where('Amount', 'contains', '1'), 'Its operators are is,'],
			['a value of another type', where('Amount', 'is', 'x'), 'It accepts a number'],
			['no value', where('Name', 'is', ''), "has no value for the column 'Name'. Enter one."],
			['an unknown choice', where('Status', 'is', 'Nope'), "'Todo', 'Done'"],
			['no condition', { filterBy: 'conditions' }, 'so every record would match'],
		])('a filter by %s is refused, and never returns all records', async (_what, by, message) => {
			expect(await failure('getAll', by)).toContain(message);
			expect(await failure('count', by)).toContain(message);
		});
	});
});
