import type { IDataObject } from 'n8n-workflow';

import type { Turn } from './chatModel';
import { errorOf, items, offered, oneByOne } from './script';
import { structureTools } from './structureTools';
import { agentWorkflow } from './workflow';
import { SET_UP_MS, World } from './world';

const AGENT = 'structure';

let world: World;

beforeAll(async () => {
	world = await World.create();
	await world.publish([agentWorkflow(AGENT, 3.1, structureTools(world.baseId))]);
}, SET_UP_MS);

afterAll(async () => await world?.remove());

const fieldNames = ({ fields }: IDataObject) => (fields as IDataObject[]).map(({ name }) => name);

describe('an AI Agent', () => {
	it('reads a schema, creates a table, adds a field and writes records', async () => {
		const output = await world.ask(
			AGENT,
			'Is there a table of books? If not, make one with two of Lem.',
			oneByOne(
				() => ({ tool: 'List_tables', input: {} }),
				({ answers }) => ({
					tool: 'Describe_table',
					input: { Table: items(answers[0])[0].id },
				}),
				() => ({
					tool: 'Create_table',
					input: { Name: 'Books', Fields: [{ name: 'Title', type: 'singleLineText' }] },
				}),
				({ answers }) => ({
					tool: 'Add_number_field',
					input: { Table: items(answers[2])[0].id, Name: 'Pages' },
				}),
				({ answers }) => ({
					tool: 'Add_book',
					input: { Table: items(answers[2])[0].id, Title: 'Solaris', Pages: 204 },
				}),
				({ answers }) => ({
					tool: 'Add_book',
					input: { Table: items(answers[2])[0].id, Title: 'Fiasco', Pages: 322 },
				}),
				({ answers }) => ({ say: JSON.stringify(answers.map(items)) }),
			),
		);
		const [tables, [described], [made], [field], ...books] = JSON.parse(output) as IDataObject[][];
		expect(tables.map(({ name }) => name)).not.toContain('Books');
		expect(fieldNames(described)).toContain('Company');
		expect(made).toMatchObject({ name: 'Books', isNew: true });
		expect(field).toMatchObject({ name: 'Pages', type: 'number' });
		expect(books.flat()).toMatchObject([
			{ Title: 'Solaris', Pages: 204 },
			{ Title: 'Fiasco', Pages: 322 },
		]);
		expect(await world.rows(String(made.id))).toMatchObject(books.flat());
	});

	it('gives a base, a table and a column by name, and corrects each from the message alone', async () => {
		const find = (Base: string, Table: string, Field: string) => ({
			tool: 'Find_records',
			input: {
				...{ Base, Table },
				...{ condition0_Field: Field, condition0_Operator: 'is', condition0_Value: 'Customer' },
			},
		});
		const closest = (turn: Turn) => offered(errorOf(turn), /The closest names? (?:is|are)/)[0];
		const output = await world.ask(
			AGENT,
			'Which of the contacts in the CRM are customers?',
			oneByOne(
				() => find('Crm', 'Contact', 'State'),
				(turn) => find(closest(turn), 'Contact', 'State'),
				(turn) => find('CRM', closest(turn), 'State'),
				(turn) => {
					const columns = offered(errorOf(turn), 'Its columns are');
					return find('CRM', 'Contacts', columns.find((name) => name.startsWith('Sta'))!);
				},
				({ answers }) => ({ say: String(items(answers.at(-1))[0].Name) }),
			),
		);
		expect(output).toBe('Ada Lovelace');
	});

	it('corrects a field type that Teable does not have from the message alone', async () => {
		const create = (type: string) => ({
			tool: 'Create_table',
			input: {
				Name: 'Films',
				Fields: [
					{ name: 'Title', type: 'singleLineText' },
					{ name: 'Length', type },
				],
			},
		});
		const output = await world.ask(
			AGENT,
			'Make a table of films with their length.',
			oneByOne(
				() => create('numeric'),
				(turn) => create(offered(errorOf(turn), 'Use a type such as')[0]),
				({ answers }) => ({ say: answers[1] }),
			),
		);
		const [{ fields }] = items(output);
		expect(fields).toMatchObject([{ type: 'singleLineText' }, { type: 'number' }]);
	});
});
