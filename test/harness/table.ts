import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SOME_ENGINES } from './engines';
import { listenToLogs } from './secrets';
import type { RunOptions } from './server';
import { TestServer } from './server';

/** A field of every type that a test may need. */
const FIELDS = [
	{ name: 'Name', type: 'singleLineText' },
	{ name: 'Email', type: 'singleLineText' },
	{ name: 'Amount', type: 'number' },
	{
		name: 'Status',
		type: 'singleSelect',
		options: { choices: [{ name: 'Todo' }, { name: 'Done' }] },
	},
	{ name: 'Tags', type: 'multipleSelect', options: { choices: [{ name: 'A' }, { name: 'B' }] } },
	{
		name: 'Due',
		type: 'date',
		options: { formatting: { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'Europe/Paris' } },
	},
	{ name: 'Paid', type: 'checkbox' },
	{ name: 'Stars', type: 'rating', options: { icon: 'star', color: 'yellowBright', max: 5 } },
	{ name: 'Notes', type: 'longText' },
];

/** The output for a record without a value in any writable column. */
export const NO_VALUES: IDataObject = {
	Name: null,
	Email: null,
	Amount: null,
	Status: null,
	Tags: null,
	Due: null,
	Paid: false,
	Stars: null,
	Notes: null,
	Companies: null,
};

interface Described {
	id: string;
	name: string;
}

/** A server that tests can call without the node. */
export type Server = Pick<TestServer, 'ask'>;

/** A table on a test's server, with a linked table of two companies. */
export class TestTable<On extends Server = TestServer> {
	private constructor(
		readonly server: On,
		readonly id: string,
		readonly baseId: string,
		private readonly fields: Described[],
		/** The records of the linked table, by title. */
		readonly companies: Record<string, string>,
	) {}

	/** @param more the fields in addition to those of every test table */
	static async make<On extends Server>(
		server: On,
		baseId: string,
		more: IDataObject[] = [],
	): Promise<TestTable<On>> {
		const make = async (table: object) =>
			(await server.ask('POST', `/base/${baseId}/table`, table)) as unknown as Described & {
				fields: Described[];
				records: Array<{ id: string; fields: { Company: string } }>;
			};
		const linked = await make({
			name: 'Linked companies',
			fields: [{ name: 'Company', type: 'singleLineText' }],
			records: [{ fields: { Company: 'Acme' } }, { fields: { Company: 'Globex' } }],
		});
		const table = await make({ name: 'Orders', fields: [...FIELDS, ...more], records: [] });
		const link = (await server.ask('POST', `/table/${table.id}/field`, {
			name: 'Companies',
			type: 'link',
			options: { relationship: 'manyMany', foreignTableId: linked.id, isOneWay: true },
		})) as unknown as Described;
		const formula = (await server.ask('POST', `/table/${table.id}/field`, {
			name: 'Double',
			type: 'formula',
			options: { expression: `{${table.fields[2].id}} * 2` },
		})) as unknown as Described;
		const companies = (await server.ask('GET', `/table/${linked.id}/record`)) as unknown as {
			records: Array<{ id: string; fields: { Company: string } }>;
		};
		return new TestTable(
			server,
			table.id,
			baseId,
			[...table.fields, link, formula],
			Object.fromEntries(companies.records.map(({ id, fields }) => [fields.Company, id])),
		);
	}

	/** The ID of the field with this name. */
	field(name: string): string {
		const field = this.fields.find((candidate) => candidate.name === name);
		if (!field) throw new Error(`The test table has no field '${name}'`);
		return field.id;
	}

	/** Adds a field without the node and returns its ID. */
	async addField(field: IDataObject): Promise<string> {
		const added = await this.server.ask('POST', `/table/${this.id}/field`, field);
		this.fields.push(added as unknown as Described);
		return String(added.id);
	}

	/** The same for a required field. 1.10 and the old engine accept that only for an existing field. */
	async addRequiredField(field: IDataObject): Promise<string> {
		const id = await this.addField(field);
		const path = `/table/${this.id}/field/${id}`;
		const { options } = await this.server.ask('GET', path);
		await this.server.ask('PUT', `${path}/convert`, { ...field, options, notNull: true });
		return id;
	}

	/** Writes records without the node and returns their IDs. */
	async fill(rows: IDataObject[]): Promise<string[]> {
		const { records } = (await this.server.ask('POST', `/table/${this.id}/record`, {
			fieldKeyType: 'name',
			records: rows.map((fields) => ({ fields })),
		})) as unknown as { records: Described[] };
		return records.map(({ id }) => id);
	}

	/** What the server stores, by field name, in order of creation. */
	async rows(): Promise<IDataObject[]> {
		const { records } = (await this.server.ask(
			'GET',
			`/table/${this.id}/record?take=1000`,
		)) as unknown as { records: Array<{ id: string; fields: IDataObject }> };
		return records.map(({ id, fields }) => ({ id, ...fields }));
	}

	/** The parameters of an operation on this table. */
	target(operation: string, more: INodeParameters = {}): INodeParameters {
		return {
			resource: 'record',
			operation,
			tableId: { __rl: true, mode: 'id', value: this.id },
			...more,
		};
	}

	/** Runs an operation on this table: on its records, unless the parameters name another resource. */
	async run(this: TestTable, operation: string, more?: INodeParameters, options?: RunOptions) {
		return await this.server.run(operation, this.target(operation, more), options);
	}

	/** Runs an operation that must succeed, and returns the JSON of its items. */
	async output(this: TestTable, operation: string, more?: INodeParameters, options?: RunOptions) {
		return await this.server.output(operation, this.target(operation, more), options);
	}

	/** Runs an operation that must fail, and returns the message that the user sees. */
	async failure(this: TestTable, operation: string, more?: INodeParameters, options?: RunOptions) {
		return await this.server.failure(operation, this.target(operation, more), options);
	}

	/** The mapper with columns given by name, as the editor stores them. */
	columns(
		values: Record<string, INodeParameters[string]>,
		matchingColumns: string[] = [],
	): INodeParameters {
		const byId = Object.entries(values).map(([name, value]) => [this.key(name), value]);
		return {
			columns: {
				mappingMode: 'defineBelow',
				value: Object.fromEntries(byId),
				matchingColumns: matchingColumns.map((name) => this.key(name)),
				schema: [],
			},
		};
	}

	/** The mapper that uses the input's own keys as columns. */
	automatic(matchingColumns: string[] = []): INodeParameters {
		return {
			columns: {
				mappingMode: 'autoMapInputData',
				value: null,
				matchingColumns: matchingColumns.map((name) => this.key(name)),
				schema: [],
			},
		};
	}

	private key(name: string): string {
		return name === 'id' ? name : this.field(name);
	}
}

/**
 * Defines tests that expect the same of each server and engine, every test with a new server and table.
 *
 * @param more the fields in addition to those of every test table
 */
export function onEachEngine(
	define: (table: () => TestTable) => void,
	engines = SOME_ENGINES,
	more: IDataObject[] = [],
) {
	describe.each(engines)('on Teable %s', (_name, version, engine) => {
		const server = new TestServer(version);
		let table: TestTable;
		beforeAll(listenToLogs);
		afterAll(() => jest.restoreAllMocks());
		beforeEach(async () => {
			await server.start({ engine });
			await server.signInAs('plainToken');
			const bases = (await server.ask('GET', '/base/access/all')) as unknown as Described[];
			table = await TestTable.make(server, bases[0].id, more);
			server.sandbox.resetRequests();
		});
		afterEach(async () => await server.sandbox.stop());
		define(() => table);
	});
}
