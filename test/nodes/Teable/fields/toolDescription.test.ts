import type { INode, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { catalogue } from '../../../../nodes/Teable/resources';
import { Teable } from '../../../../nodes/Teable/Teable.node.js';
import { asTool } from '../../../harness/n8n/asTool';
import { loadChoices } from '../../../harness/engine';
import { onEachEngine } from '../../../harness/table';

const tool = asTool(new Teable());

/** What n8n tells the model of a tool that was saved with these parameters. */
const told = (parameters: INodeParameters): string => {
	const node = { typeVersion: 1.1, parameters: {} } as INode;
	const { description } = tool;
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		...([true, false, node, description] as const),
	);
	return NodeHelpers.getToolDescriptionForNode({ ...node, parameters: all ?? {} }, tool);
};

describe('the description of a tool for a model', () => {
	const records = { resource: 'record', operation: 'getAll' };

	it('says what the operation does, by default', () => {
		expect(told(records)).toBe('Get many records in Teable');
		expect(told({ ...records, descriptionType: 'list' })).toBe('Get many records in Teable');
	});

	it.each(['list', 'manual'])('is the chosen description: %s', (descriptionType) => {
		const toolDescription = 'Finds customers.';
		expect(told({ ...records, descriptionType, toolDescription })).toBe(toolDescription);
	});

	it('has no field in a node that is not a tool', () => {
		const { description } = new Teable();
		const given = NodeHelpers.getNodeParameters(
			description.properties,
			{},
			...([true, false, { typeVersion: 1.1 } as INode, description] as const),
		);
		expect(Object.keys(given ?? {})).not.toContain('descriptionType');
		expect(Object.keys(given ?? {})).not.toContain('toolDescription');
	});
});

describe('the list of descriptions', () => {
	onEachEngine((table) => {
		const located = (value: string, cachedResultName?: string) => ({
			__rl: true,
			mode: 'list',
			value,
			...(cachedResultName !== undefined && { cachedResultName }),
		});

		const list = async (resource: string, operation: string, more: INodeParameters = {}) => {
			const { id, baseId } = table();
			const parameters = {
				...{ authentication: 'accessToken', resource, operation },
				...{ baseId: located(baseId, 'CRM'), tableId: located(id, 'Orders') },
				...more,
			};
			const { credentials } = table().server;
			const [first, ...others] = await loadChoices('getToolDescriptions', {
				parameters,
				credentials,
			});
			expect(first).toEqual({ name: 'Choose a Description', value: '' });
			for (const { value, description } of others) expect(description).toBe(value);
			return others.map(({ name, value }) => [name, value]);
		};

		it('names the table, and its columns with types and choices', async () => {
			const where = "Get many records in Teable, in the table 'Orders' of the base 'CRM'.";
			const [[name, text], other] = await list('record', 'getAll');
			expect(name).toBe("The table 'Orders' and its columns");
			expect(text).toContain(`${where} Its columns: Name (text), Email (text), Amount (number),`);
			expect(text).toContain("Status (one of 'Todo', 'Done'), Tags (any of 'A', 'B'), Due (date)");
			expect(text).toContain('Paid (true or false), Stars (number from 1 to 5), Notes (text)');
			expect(text).toContain('Companies (linked records), ');
			expect(text).toContain('Double (number)');
			expect(other).toEqual(["The table 'Orders'", where]);
		});

		it('names only columns that can be filled where the operation fills them', async () => {
			const [[, text]] = await list('record', 'create');
			expect(text).toMatch(/^Create record in Teable, in the table 'Orders' .* Status \(one of/);
			expect(text).not.toContain('Double');
		});

		it('names as many columns as a model takes', async () => {
			const { server, id } = table();
			for (let count = 0; count < 12; count++) {
				const choices = Array.from({ length: 30 }, (_, index) => ({ name: `${count}:${index}` }));
				const name = `Choice ${count}`;
				const field = { name, type: 'multipleSelect', options: { choices } };
				await server.ask('POST', `/table/${id}/field`, field);
			}
			const [[, text]] = await list('record', 'getAll');
			expect(String(text).length).toBeLessThanOrEqual(1_024);
			expect(text).toMatch(/'0:19' and 10 more\).* and \d+ more\.$/);
		});

		it('names the base or the space where the operation takes no table', async () => {
			expect(await list('table', 'getAll')).toEqual([
				["The base 'CRM'", "Get many tables in Teable, in the base 'CRM'."],
			]);
			const spaceId = { __rl: true, mode: 'name', value: 'Sales' };
			expect(await list('space', 'get', { spaceId })).toEqual([
				["The space 'Sales'", "Get space in Teable, in the space 'Sales'."],
			]);
		});

		it('says what the operation does where the model chooses the rest', async () => {
			const fromModel = located("={{ $fromAI('Table') }}");
			const empty = located('');
			expect(await list('record', 'count', { tableId: fromModel, baseId: empty })).toEqual([
				['Operation', expect.stringMatching(/^Count records in Teable\. [A-Z].*[^.]\.$/)],
			]);
		});

		it('has a description that fits for every operation', async () => {
			for (const { value, operations } of catalogue) {
				for (const operation of operations) {
					const descriptions = await list(value, operation.value);
					expect(descriptions.length).toBeGreaterThan(0);
					for (const [, text] of descriptions) {
						expect(text).toMatch(new RegExp(`^${operation.action} in Teable[.,] .*\\w.*[^.]\\.$`));
					}
				}
			}
		});
	});
});
