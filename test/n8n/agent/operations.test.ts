import { catalogue } from '../../../nodes/Teable/resources';
import type { Tool } from './chatModel';
import { EveryField, nonsense } from './everyField';
import { items } from './script';
import { agentWorkflow, teableTool } from './workflow';
import { SET_UP_MS, World } from './world';

const AGENT_VERSION = 3.1;
const ALL_TOOLS = 'every-operation';

/** One sentence that says what happened, and at least one that says what to do. */
const WHAT_AND_REMEDY = /^.+\. [A-Z'].+\.$/;

/** Every operation as a tool, with every field left to the model. */
const operations = catalogue.flatMap((resource) =>
	resource.operations.map((operation) => ({
		name: `${resource.value}_${operation.value}`,
		action: operation.action,
		fields: new EveryField(resource.value, operation.value),
	})),
);

let world: World;

beforeAll(async () => {
	world = await World.create();
	const tools = operations.map(({ name, fields }) => teableTool(name, fields.parameters));
	await world.publish([agentWorkflow(ALL_TOOLS, AGENT_VERSION, tools)]);
}, SET_UP_MS);

afterAll(async () => await world?.remove());

describe('every operation as a tool', () => {
	const nonsenseFor = ({ parameters: { properties } }: Tool) => ({
		...nonsense(properties),
		...(properties.Table && { Table: world.contactsId }),
	});

	const told = async () => {
		await world.ask(ALL_TOOLS, 'Nothing', () => ({ say: 'Done' }));
		return world.model.turns[0].tools;
	};

	it('tells the model what it does, and the name and description of each argument', async () => {
		const tools = await told();
		expect(tools).toHaveLength(operations.length);
		for (const { name, action, fields } of operations) {
			const tool = tools.find((candidate) => candidate.name === name);
			expect(tool?.description).toBe(`${action} in Teable`);
			const { properties = {} } = tool?.parameters ?? {};
			expect(Object.keys(properties).sort()).toEqual(
				fields.arguments.map((one) => one.name).sort(),
			);
			for (const argument of fields.arguments) {
				expect(argument.description.length).toBeGreaterThan(10);
				expect(properties[argument.name].description).toBe(argument.description);
			}
		}
	});

	it('answers invalid arguments with a sentence, or with a result', async () => {
		const tools = await told();
		await world.ask(ALL_TOOLS, 'Try all of it', ({ answers }) => {
			const tool = tools[answers.length];
			return tool ? { tool: tool.name, input: nonsenseFor(tool) } : { say: 'Done' };
		});
		const { answers } = world.model.turns[tools.length];
		for (const [first] of answers.map(items)) {
			if ('error' in first) expect(first.error).toMatch(WHAT_AND_REMEDY);
			else expect(first.id).toMatch(/^[a-z]{3}[A-Za-z\d]{13,}$/);
		}
		expect(answers).toHaveLength(operations.length);
	});
});
