import type { INodeParameters } from 'n8n-workflow';

import { loadChoices } from '../../../../harness/engine';
import { onEachEngine } from '../../../../harness/table';

const CONDITION = 'parameters.conditions.condition[0].operator';
const CHOOSE_OPERATOR = { name: 'Choose an Operator', value: '' };
const FIGURE = 'parameters.figures.figure[0].function';

describe('the lists in the editor that depend on the table', () => {
	onEachEngine((table) => {
		const choices = async (method: string, more: INodeParameters = {}, path?: string) => {
			const { credentials } = table().server;
			const parameters = table().target('aggregate', {
				authentication: 'accessToken',
				filterBy: 'conditions',
				...more,
			});
			return await loadChoices(method, { parameters, credentials }, path);
		};

		const beside = (name: string): INodeParameters => ({
			conditions: { condition: [{ fieldId: table().field(name) }] },
			figures: { figure: [{ fieldId: table().field(name) }] },
		});

		it('name the fields of the chosen table, in order', async () => {
			const fields = await choices('getFields');
			expect(fields.slice(0, 3)).toEqual([
				{ name: 'Name', value: `${table().field('Name')} Name` },
				{ name: 'Email', value: `${table().field('Email')} Email` },
				{ name: 'Amount', value: `${table().field('Amount')} Amount` },
			]);
		});

		it('offer fields to match on that can identify a record', async () => {
			const fields = await choices('getMatchableFields');
			const names = ['Name', 'Email', 'Amount', 'Status', 'Due', 'Stars', 'Notes', 'Double'];
			expect(fields.map(({ value }) => value)).toEqual([
				'',
				...names.map((name) => `${table().field(name)} ${name}`),
			]);
		});

		it('have an entry for each field as the node has stored it', async () => {
			const id = table().field('Amount');
			const fields = await choices('getFields', {
				conditions: { condition: [{ fieldId: id, value: `${id} no field` }] },
				groupBy: [`${id} Sum`, 'fldOfTheFirstBase01 Amount', `${id} Amount`],
				options: { searchField: 'fldOfTheFirstBase01' },
				columns: { mappingMode: 'defineBelow', value: { [table().field('Name')]: 'A' } },
			});
			expect(fields.filter(({ name }) => name === 'Amount')).toEqual([
				{ name: 'Amount', value: `${id} Amount` },
				...[
					[id, 'As stored in this node: only by ID, so it is not found in a copy of the base'],
					[`${id} no field`, "As stored in this node, chosen as 'no field'"],
					[`${id} Sum`, "As stored in this node, chosen as 'Sum'"],
					['fldOfTheFirstBase01 Amount', "As stored in this node, chosen as 'Amount'"],
				].map(([value, description]) => ({ name: 'Amount', value, description })),
			]);
			expect(fields.filter(({ name }) => name === 'Name')).toHaveLength(1);
		});

		it('know the field of a condition as it is stored', async () => {
			const conditions = { condition: [{ fieldId: 'fldOfTheFirstBase01 Paid' }] };
			const operators = await choices('getOperators', { conditions }, CONDITION);
			expect(operators).toEqual([CHOOSE_OPERATOR, { name: 'Is', value: 'isChoice' }]);
		});

		it('show the type beside each name in a list of fields, below an empty entry', async () => {
			for (const [method, first] of [
				['getField', 'Choose a Field'],
				['getOptionalField', 'Leave Empty'],
			]) {
				const fields = await choices(method);
				expect(fields.slice(0, 4)).toEqual([
					{ name: first, value: '' },
					{ name: 'Name (single line text)', value: `${table().field('Name')} Name` },
					{ name: 'Email (single line text)', value: `${table().field('Email')} Email` },
					{ name: 'Amount (number)', value: `${table().field('Amount')} Amount` },
				]);
			}
		});

		it('name the links that can be expanded, and the fields with files', async () => {
			const scans = await table().addField({ name: 'Scans', type: 'attachment' });
			expect(await choices('getLinkFields')).toEqual([
				{ name: 'Companies', value: `${table().field('Companies')} Companies` },
			]);
			expect(await choices('getAttachmentFields')).toEqual([
				{ name: 'Scans', value: `${String(scans)} Scans` },
			]);
		});

		it('ask for the table first', async () => {
			const noTable = { tableId: '' };
			expect(await choices('getFields', noTable)).toEqual([]);
			for (const method of ['getField', 'getOptionalField']) {
				expect(await choices(method, noTable)).toEqual([
					{ name: 'Choose a Table First', value: '' },
				]);
			}
		});

		it('name the operators that fit the field of the condition', async () => {
			const operators = await choices('getOperators', beside('Paid'), CONDITION);
			expect(operators).toEqual([CHOOSE_OPERATOR, { name: 'Is', value: 'isChoice' }]);
		});

		it("distinguish a date's Is from that of other fields, because the fields below depend on it", async () => {
			const operators = await choices('getOperators', beside('Due'), CONDITION);
			expect(operators.slice(0, 4)).toEqual([
				CHOOSE_OPERATOR,
				{ name: 'Is', value: 'isDate' },
				{ name: 'Is Not', value: 'isNotDate' },
				{ name: 'Is Within', value: 'isWithIn' },
			]);
		});

		it('name the functions that fit the field of the calculation', async () => {
			const functions = await choices('getFunctions', beside('Paid'), FIGURE);
			expect(functions.map(({ value }) => value)).toEqual([
				'',
				'count',
				'checked',
				'unChecked',
				'percentChecked',
				'percentUnChecked',
			]);
		});

		it('ask for the field first', async () => {
			const condition = { conditions: { condition: [{}] } };
			const first = [{ name: 'Choose a Field First', value: '' }];
			expect(await choices('getOperators', condition, CONDITION)).toEqual(first);
		});
	});
});
