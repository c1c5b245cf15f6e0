import { traverseNodeParameters, type FromAIArgument } from 'n8n-workflow';

import { toolsOfAgentsPage } from '../../harness/agentsPage';
import { onEachServer } from '../../harness/server';

const { tools, calls } = toolsOfAgentsPage();

describe('the example for AI agents in the documentation', () => {
	it('is called with the arguments that its tools ask for', () => {
		expect(tools).toHaveLength(calls.length);
		tools.forEach(({ parameters }, index) => {
			const asked: FromAIArgument[] = [];
			traverseNodeParameters(parameters, asked);
			expect(asked.map(({ key }) => key).sort()).toEqual(Object.keys(calls[index]).sort());
			for (const { description } of asked) expect(description).toMatch(/\w{4}/);
		});
	});

	onEachServer((server) => {
		const call = async (index: number) => {
			const { parameters } = tools[index];
			return await server.output('', parameters, { items: [calls[index]], asTool: true });
		};

		it('finds people, and adds one that it finds then', async () => {
			expect(await call(0)).toMatchObject([{ Name: 'Grace Hopper', Status: 'Lead' }]);
			expect(await call(1)).toMatchObject([calls[1]]);
			expect(await call(0)).toMatchObject([{ Name: 'Grace Hopper' }, { Name: calls[1].Name }]);
		});
	});
});
