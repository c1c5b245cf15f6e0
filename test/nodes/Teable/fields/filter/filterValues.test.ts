import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { conditionFields } from '../../../../../nodes/Teable/fields/filter/conditionFields';
import { loadChoices } from '../../../../harness/engine';
import { REMAINING_COLUMNS } from '../../../../harness/data/everyColumn';
import { conditions } from '../../../../harness/filters';
import { onEachEngine } from '../../../../harness/table';

const CONDITION = 'parameters.conditions.condition[0].operator';

describe('The value of a condition', () => {
	onEachEngine(
		(table) => {
			const list = async (method: string, condition: INodeParameters, asTool = false) => {
				const { credentials } = table().server;
				const parameters = table().target('getAll', {
					...{ authentication: 'accessToken' },
					...conditions(condition),
				});
				return await loadChoices(method, { parameters, credentials, asTool }, CONDITION);
			};

			const operatorsOf = async (name: string, operator = '', asTool = false) =>
				await list('getOperators', { fieldId: table().field(name), operator }, asTool);

			const valuesOf = async (name: string) =>
				(await list('getValue', { fieldId: table().field(name) })).map((entry) => entry.name);

			const found = async (condition: INodeParameters) => {
				const parameters = table().target('getAll', conditions(condition));
				return (await table().server.output('getAll', parameters)).map(({ Name }) => Name);
			};

			/** The fields that the editor shows below the operator. */
			const shownFor = (operator: string) =>
				conditionFields
					.filter((field) => NodeHelpers.displayParameter({ operator }, field, null, null))
					.map(({ name }) => name)
					.slice(2);

			it('is chosen from the choices, the states of a checkbox, or the users of the base', async () => {
				const { name } = await table().server.ask('GET', '/auth/user');
				expect(await valuesOf('Status')).toEqual(['Choose a Value', 'Todo', 'Done']);
				expect(await valuesOf('Tags')).toEqual(['Choose a Value', 'A', 'B']);
				expect(await valuesOf('Paid')).toEqual(['Choose a Value', 'Checked', 'Unchecked']);
				expect(await valuesOf('Owner')).toEqual(['Choose a Value', name]);
				expect(await valuesOf('Name')).toEqual(['Choose a Value']);
			});

			it('has one widget for each operator of each field', async () => {
				const fields = ['Name', 'Amount', 'Status', 'Tags', 'Due', 'Paid', 'Owner', 'Companies'];
				for (const name of fields) {
					const [, ...operators] = await operatorsOf(name);
					for (const { value } of operators) {
						const shown = shownFor(String(value));
						const without = value === 'isEmpty' || value === 'isNotEmpty';
						const values = shown.filter((field) =>
							['value', 'choice', 'choices', 'mode', 'period'].includes(field),
						);
						expect([name, value, values]).toEqual([
							name,
							value,
							without ? [] : [expect.any(String)],
						]);
						if (['Status', 'Tags', 'Paid', 'Owner'].includes(name) && !without) {
							expect(values[0]).toMatch(/^choices?$/);
						}
					}
				}
			});

			it('stays text if a workflow has saved one, and the list still has its operator', async () => {
				await table().fill([{ Name: 'A', Status: 'Todo' }, { Name: 'B' }]);
				const [entry] = (await operatorsOf('Status', 'is')).slice(-1);
				expect(entry).toMatchObject({ name: 'Is (Typed Value)', value: 'is' });
				expect(shownFor('is')).toEqual(['value']);
				const condition = { fieldId: table().field('Status'), operator: 'is', value: 'Todo' };
				expect(await found(condition)).toEqual(['A']);
			});

			it('is text for the model of an AI tool, which cannot fill in lists', async () => {
				const values = (await operatorsOf('Status', '', true)).map(({ value }) => value);
				expect(values.slice(0, 3)).toEqual(['', 'is', 'isNot']);
			});

			it('is text if an expression gives the operator', async () => {
				await table().fill([{ Name: 'A', Status: 'Todo' }, { Name: 'B' }]);
				const condition = { fieldId: 'Status', operator: '={{ "isChoice" }}', value: 'Todo' };
				expect(await found(condition)).toEqual(['A']);
			});

			it.each([
				['isChoice', { choice: '' }],
				['isAnyOfChoices', { choices: [] }],
			])('is asked for by %s', async (operator, given) => {
				const condition = { fieldId: 'Status', operator, ...given };
				const parameters = table().target('getAll', conditions(condition as INodeParameters));
				expect(await table().server.failure('getAll', parameters)).toMatch(
					/^'Filter' has no value for the column 'Status'\. Enter one\./,
				);
			});

			it('is refused with the existing choices if it is no longer a choice', async () => {
				const condition = { fieldId: 'Status', operator: 'isChoice', choice: 'Gone' };
				const parameters = table().target('getAll', conditions(condition));
				expect(await table().server.failure('getAll', parameters)).toContain("'Todo', 'Done'");
			});
		},
		undefined,
		REMAINING_COLUMNS,
	);
});
