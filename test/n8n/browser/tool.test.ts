import type { INode, INodeParameters } from 'n8n-workflow';
import type { Locator, Page } from 'playwright-core';

import { toolsOfAgentsPage } from '../../harness/agentsPage';
import { agentWorkflow, teableTool } from '../agent/workflow';
import { until } from '../until';
import { openEditor, openNode, SET_UP_MS, type Editor } from './editor';
import { choose, chooseFromList, namesInList, parameter } from './panel';

const TOOL = 'Contacts';

describe('the panel of a Teable tool of an AI agent', () => {
	let editor: Editor;
	let page: Page;
	let panel: Locator;
	let workflowId: string;

	beforeAll(async () => {
		editor = await openEditor({ withCredentials: true });
		({ page } = editor);
		await page.setViewportSize({ width: 1400, height: 1600 });
		panel = page.getByTestId('node-parameters');
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	const openTool = async (parameters: INodeParameters) => {
		const { nodes, connections } = agentWorkflow('tool', 3.1, [
			teableTool(TOOL, parameters, { typeVersion: 1.1 }),
		]);
		const placed = nodes.map((node, index) => ({ ...node, position: [index * 200, index * 100] }));
		const workflow = { name: 'Agent', nodes: placed, connections, settings: {} };
		const answer = await page.request.post('/rest/workflows', { data: workflow });
		const { data } = (await answer.json()) as { data: { id: string } };
		workflowId = data.id;
		await page.goto(`/workflow/${workflowId}`);
		await openNode(page, TOOL);
		await panel.getByText('Options', { exact: true }).waitFor();
	};

	const contacts = async () => {
		await chooseFromList(parameter(page, 'Base'), 'CRM');
		await chooseFromList(parameter(page, 'Table'), 'Contacts');
	};

	/** What n8n has saved of the tool, once it has what the panel shows. */
	const saved = async (isWhole: (parameters: INodeParameters) => boolean) => {
		await page.keyboard.press('Control+s');
		let parameters: INodeParameters = {};
		await until(async () => {
			const answer = await page.request.get(`/rest/workflows/${workflowId}`);
			const { data } = (await answer.json()) as { data: { nodes: INode[] } };
			({ parameters } = data.nodes.find(({ name }) => name === TOOL)!);
			return isWhole(parameters);
		}, 'n8n has not saved the tool');
		return parameters;
	};

	const holdsTimes = (count: number) => (parameters: INodeParameters) =>
		JSON.stringify(parameters).split('$fromAI').length === count + 1;

	/** The labels of the fields that the model may define by the button ✨, and of those that it may not. */
	const fields = async () => {
		const all = panel.locator('label.n8n-input-label').filter({ visible: true });
		const offered: string[] = [];
		const fixed: string[] = [];
		for (const label of await all.all()) {
			const name = (await label.innerText()).split('\n')[0].trim();
			const field = label.locator('xpath=../..');
			const button = field.getByTestId('from-ai-override-button');
			((await button.count()) === 1 ? offered : fixed).push(name);
		}
		return { offered, fixed };
	};

	it('starts with reading records, and says how the tool is described', async () => {
		await openTool({});
		const shows = async (label: string) =>
			await parameter(page, label).locator('input').first().inputValue();
		expect(await shows('Resource')).toBe('Record');
		expect(await shows('Operation')).toBe('Get Many');
		expect(await shows('Tool Description')).toBe('Set Automatically');
		// n8n marks what is required in a node that was saved without it.
		expect(await parameter(page, 'Table').getByTestId('parameter-issues').count()).toBe(1);
		expect(await panel.getByTestId('parameter-issues').count()).toBe(1);
	});

	it('offers a description with the columns of the table, which can be changed then', async () => {
		await openTool({});
		await contacts();
		await choose(parameter(page, 'Tool Description'), 'Set From List');
		await choose(parameter(page, 'Description'), "The table 'Contacts' and its columns");
		expect(await panel.getByTestId('parameter-issues').count()).toBe(0);
		await choose(parameter(page, 'Tool Description'), 'Set Manually');
		const text = await parameter(page, 'Description').locator('textarea').inputValue();
		expect(text).toContain(
			"Get many records in Teable, in the table 'Contacts' of the base 'CRM'. Its columns: Name (text),",
		);
		expect(text).toContain("Status (one of 'Lead', 'Customer', 'Lost')");
		const { toolDescription } = await saved(({ descriptionType }) => descriptionType === 'manual');
		expect(toolDescription).toBe(text);
	});

	it('lets the model define all of a condition and a sort rule but what comes from a fixed menu', async () => {
		await openTool({ filterBy: 'conditions', options: { search: '', searchField: '' } });
		await contacts();
		await page.getByRole('button', { name: 'Add condition' }).click();
		await page.getByRole('button', { name: 'Add sort rule' }).click();
		await parameter(page, 'Direction').waitFor();
		const { offered, fixed } = await fields();
		expect(offered).toEqual(
			expect.arrayContaining([
				...['Base', 'Table', 'Return All', 'Limit', 'View'],
				...['Field', 'Operator', 'Value', 'Search', 'Search Field'],
			]),
		);
		expect(fixed).toEqual(
			expect.arrayContaining([
				...['Tool Description', 'Resource', 'Operation', 'Filter', 'Match', 'Direction'],
			]),
		);

		const field = parameter(page, 'Field').first();
		expect(await namesInList(field)).toContain('Status (single select)');
		await chooseFromList(field, 'Status (single select)');
		await chooseFromList(parameter(page, 'Operator'), 'Is Any Of');
		expect((await fields()).offered.filter((label) => label === 'Value')).toHaveLength(1);
		for (const label of ['Field', 'Operator', 'Value']) {
			await parameter(page, label).first().getByTestId('from-ai-override-button').click();
		}
		const { conditions } = await saved(holdsTimes(3));
		const fromModel = (name: string) =>
			`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('condition0_${name}', \`\`, 'string') }}`;
		const [condition] = (conditions as { condition: INodeParameters[] }).condition;
		expect(condition).toMatchObject({
			fieldId: { __rl: true, value: fromModel('Field') },
			operator: { __rl: true, value: fromModel('Operator') },
			value: fromModel('Value'),
		});
	});

	it('lets the model define every column, also one with choices', async () => {
		await openTool({ operation: 'create' });
		await contacts();
		await parameter(page, 'Status').waitFor();
		const { offered } = await fields();
		expect(offered).toEqual(expect.arrayContaining(['Name', 'Email', 'Status']));
		await parameter(page, 'Status').getByTestId('from-ai-override-button').click();
		const { columns } = await saved(holdsTimes(1));
		const { value } = columns as { value: Record<string, unknown> };
		expect(Object.values(value)).toContain(
			"={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Status', ``, 'string') }}",
		);
	});

	it('shows what the model defines in the example of the documentation', async () => {
		const [find, add] = toolsOfAgentsPage().tools;
		await openTool(find.parameters);
		const definedByModel = panel.getByTestId('fromAI-override-field');
		await definedByModel.nth(1).waitFor();
		expect(await definedByModel.count()).toBe(2);
		await openTool(add.parameters);
		for (const column of ['Name', 'Email', 'Status']) {
			await parameter(page, column).getByTestId('fromAI-override-field').waitFor();
		}
		expect(await panel.getByTestId('parameter-issues').count()).toBe(0);
	});
});
