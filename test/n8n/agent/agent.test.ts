import type { Move, Script, Turn } from './chatModel';
import { contactTools } from './contactTools';
import { described, errorOf, items, offered, oneByOne } from './script';
import { agentWorkflow } from './workflow';
import { SET_UP_MS, World } from './world';

/**
 * Agents of workflows created today, in which the engine runs the tool, and earlier ones, which call it themselves.
 */
const AGENT_VERSIONS = [3.1, 2.2];

const agentOf = (version: number) => `agent-${version}`;

const NO_TOKEN = `acc${'A'.repeat(16)}`;

let world: World;

beforeAll(async () => {
	world = await World.create();
	await world.publish(
		AGENT_VERSIONS.map((version) =>
			agentWorkflow(agentOf(version), version, contactTools(world.contactsId)),
		),
	);
}, SET_UP_MS);

afterAll(async () => await world?.remove());

describe.each(AGENT_VERSIONS)('an AI Agent of version %s', (version) => {
	const ask = async (task: string, script: Script) =>
		await world.ask(agentOf(version), task, script);

	const leads = (fieldId: string, operator: string, value: unknown) => ({
		conjunction: 'and',
		filterSet: [{ fieldId, operator, value }],
	});

	const search = (Filter: unknown): Move => ({ tool: 'Search_contacts', input: { Filter } });

	const sayNames = ({ answers }: Turn): Move => ({
		say: items(answers.at(-1))
			.map(({ Name }) => Name)
			.join(', '),
	});

	it('is told what each tool does and what each argument means', async () => {
		await ask('Nothing', () => ({ say: 'Done' }));
		const [{ tools }] = world.model.turns;
		expect(Object.fromEntries(tools.map(({ name, description }) => [name, description]))).toEqual({
			Get_access_token: 'Get access token in Teable',
			Get_access_tokens: 'Get many access tokens in Teable',
			Search_contacts: 'Searches the contacts of the company: people, with Name, Email and Status',
			Search_contacts_in_order: 'Get many records in Teable',
			Count_records_of_any_table: 'Count records in Teable',
			Add_contact: 'Create record in Teable',
		});
		const add = tools.find(({ name }) => name === 'Add_contact');
		expect(add?.parameters).toMatchObject({
			type: 'object',
			required: ['Name', 'Email', 'Status'],
			properties: { Name: { type: 'string', description: 'First and last name' } },
		});
	});

	it('gets an access token, lists records by a filter and creates one', async () => {
		const { id, name } = world.sandbox.tokens.expiring;
		const newcomer = { Name: `Alan Turing ${version}`, Email: 'alan@example.com', Status: 'Lost' };
		const output = await ask(
			`Which token is ${id}? Who are our customers? Add ${newcomer.Name}.`,
			oneByOne(
				(turn) => ({
					tool: described(turn, 'Get access token').name,
					input: { Access_Token: /acc\w+/.exec(turn.task)![0] },
				}),
				(turn) => ({
					tool: described(turn, 'Searches the contacts').name,
					input: { Filter: leads('Status', 'is', 'Customer') },
				}),
				(turn) => ({ tool: described(turn, 'Create record').name, input: newcomer }),
				({ answers }) => {
					const [token, customers, added] = answers.map(items);
					return {
						say: `${token[0].name}; ${customers.map(({ Name }) => Name).join()}; ${added[0].id}`,
					};
				},
			),
		);
		const added = (await world.contacts()).find(({ Name }) => Name === newcomer.Name);
		expect(added).toMatchObject(newcomer);
		expect(output).toBe(`${name}; Ada Lovelace; ${added?.id}`);
	});

	describe('corrects a call from the message alone', () => {
		it.each<[string, unknown, (message: string) => unknown]>([
			[
				'on a column that does not exist',
				leads('State', 'is', 'Lead'),
				(message) => {
					const column = offered(message, 'Its columns are').find((name) => /^Sta/.test(name));
					return leads(column!, 'is', 'Lead');
				},
			],
			[
				'by an operator that does not exist',
				leads('Status', 'equals', 'Lead'),
				(message) => leads('Status', offered(message, 'Its operators are')[0], 'Lead'),
			],
			[
				'with a choice that does not exist',
				leads('Status', 'is', 'lead'),
				(message) => {
					const choice = offered(message, 'It accepts one of its choices:').find(
						(name) => name.toLowerCase() === 'lead',
					);
					return leads('Status', 'is', choice);
				},
			],
			[
				'with a filter in another format',
				{ Status: 'Lead' },
				(message) => {
					const [example] = /\{.*\}/.exec(message)!;
					return JSON.parse(example.replace('"Name"', '"Status"').replace('"Alpha"', '"Lead"'));
				},
			],
		])('%s', async (_mistake, wrong, mend) => {
			const output = await ask(
				'Who are our leads?',
				oneByOne(
					() => search(wrong),
					(turn) => search(mend(errorOf(turn))),
					sayNames,
				),
			);
			expect(output).toBe('Grace Hopper');
		});

		it('with the ID of a token that does not exist', async () => {
			const output = await ask(
				'When does the token "Expires soon" expire?',
				oneByOne(
					() => ({ tool: 'Get_access_token', input: { Access_Token: NO_TOKEN } }),
					(turn) => {
						const [, operation] = /look up its ID with '(.+?)'/.exec(errorOf(turn))!;
						return { tool: described(turn, `${operation} access tokens`).name, input: {} };
					},
					({ answers }) => {
						const token = items(answers[1]).find(({ name }) => name === 'Expires soon');
						return { tool: 'Get_access_token', input: { Access_Token: token?.id } };
					},
					({ answers }) => ({ say: String(items(answers[2])[0].name) }),
				),
			);
			expect(output).toBe('Expires soon');
		});

		it('with a URL instead of the ID of a table', async () => {
			const address = `https://app.teable.ai/base/bseAbCdEfGhIjKlMnOp/table/${world.contactsId}`;
			const output = await ask(
				`How many records has ${address}?`,
				oneByOne(
					() => ({ tool: 'Count_records_of_any_table', input: { Table: address } }),
					(turn) => {
						const [, prefix, length] = /An ID is '(\w+)' followed by (\d+) letters/.exec(
							errorOf(turn),
						)!;
						const [Table] = new RegExp(`${prefix}\\w{${length}}`).exec(turn.task)!;
						return { tool: 'Count_records_of_any_table', input: { Table } };
					},
					({ answers }) => ({ say: String(items(answers[1])[0].count) }),
				),
			);
			expect(output).toBe(String((await world.contacts()).length));
		});

		it('with a direction that does not exist', async () => {
			const inOrder = (direction: string): Move => ({
				tool: 'Search_contacts_in_order',
				input: {
					condition0_Field: 'Created',
					condition0_Operator: 'isAfter',
					condition0_Value: '2020-01-01',
					field0_Field: 'Name',
					field0_Direction: direction,
				},
			});
			const output = await ask(
				'Who are our contacts, from Z to A?',
				oneByOne(
					() => inOrder('descending'),
					(turn) =>
						inOrder(
							offered(errorOf(turn), 'Use one of').find((name) => 'descending'.startsWith(name))!,
						),
					sayNames,
				),
			);
			const names = (await world.contacts()).map(({ Name }) => String(Name));
			expect(output).toBe(names.sort().reverse().join(', '));
		});

		it('that would write a choice that does not exist', async () => {
			const person = { Name: `Kurt Gödel ${version}`, Email: '', Status: 'Prospect' };
			await ask(
				`Add ${person.Name}`,
				oneByOne(
					() => ({ tool: 'Add_contact', input: person }),
					(turn) => {
						const Status = offered(errorOf(turn), 'It accepts one of').at(-1);
						return { tool: 'Add_contact', input: { ...person, Status } };
					},
					() => ({ say: 'Done' }),
				),
			);
			const written = (await world.contacts()).filter(({ Name }) => Name === person.Name);
			expect(written).toEqual([expect.objectContaining({ Status: 'Lost' })]);
		});
	});

	it('reads that nothing was found, because an empty answer could also be a failure', async () => {
		const output = await ask(
			'Who is called Nobody?',
			oneByOne(
				() => search(leads('Name', 'is', 'Nobody')),
				({ answers }) => ({ say: String(items(answers[0])[0].message) }),
			),
		);
		expect(output).toBe('Nothing was found.');
	});
});
