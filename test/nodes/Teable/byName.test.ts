import { mapValues } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import { catalogue } from '../../../nodes/Teable/resources';
import { Teable } from '../../../nodes/Teable/Teable.node.js';
import { fileInMemory } from '../../harness/files';
import { SAMPLE_FIELDS, sampleValues } from '../../harness/samples';
import { ownSamples } from '../../harness/samples/own';
import { listenToLogs } from '../../harness/secrets';
import { TestServer } from '../../harness/server';
import { propertiesShown } from '../../harness/n8n/shown';
import { TestTable } from '../../harness/table';

interface Named {
	id: string;
	name: string;
}

const NAMEABLE = ['spaceId', 'baseId', 'tableId', 'viewId'];

const operations = catalogue.flatMap(({ name, value: resource, operations }) =>
	operations
		.filter(({ properties }) => properties.some((property) => NAMEABLE.includes(property.name)))
		.map(({ name: operationName, value: operation }) => ({
			title: `${name}: ${operationName}`,
			...{ resource, operation },
		})),
);

/** Spaces, bases, tables and views have lists, in which names are looked up. */
const isOnlyForNames = (request: string) =>
	[
		'GET /api/space',
		'GET /api/base/access/all',
		'GET /api/base/:baseId/table',
		'GET /api/table/:tableId/view',
	].includes(request);

describe('an operation that works with IDs works with names too:', () => {
	const { description } = new Teable();
	let server: TestServer;

	beforeAll(listenToLogs);
	afterAll(() => jest.restoreAllMocks());

	it.each(operations)('$title', async ({ resource, operation }) => {
		const byId = await requestsOf(resource, operation, async (parameters) => parameters);
		const byName = await requestsOf(resource, operation, withNames);
		expect(byName).toEqual(byId);
	});

	/** The requests to a new server, by method and route, and the result. */
	async function requestsOf(
		resource: string,
		operation: string,
		given: (parameters: INodeParameters) => Promise<INodeParameters>,
	): Promise<Array<string | undefined>> {
		server = new TestServer('2026-07');
		await server.start({ cloud: true });
		try {
			await server.signInAs('cookie');
			const [base] = (await server.ask('GET', '/base/access/all')) as unknown as [Named];
			const table = await TestTable.make(server, base.id, SAMPLE_FIELDS);
			const values = await sampleValues(server, table);
			Object.assign(values, await ownSamples(server, table, resource, operation));
			const start = { authentication: 'session', resource, operation };
			const shown = propertiesShown(description, { ...start, ...values }).map(({ name }) => name);
			const own = await given(
				mapValues(values, (value, name) =>
					shown.includes(name) || !NAMEABLE.includes(name) ? value : undefined,
				) as INodeParameters,
			);
			server.sandbox.resetRequests();
			const { error } = await server.run(
				operation,
				{ ...start, ...own },
				{
					items: [{ Name: 'Nathan', Notes: '' }],
					binary: [{ data: fileInMemory('Hello', 'hello.txt', 'text/plain') }],
				},
			);
			const requests = server.sandbox.requests.map(({ method, route }) => `${method} ${route}`);
			// The samples let a few operations find two records, or nothing to undo.
			return [...requests.filter((request) => !isOnlyForNames(request)), error?.message];
		} finally {
			await server.sandbox.stop();
		}
	}

	/** The same parameters, with names instead of the IDs of what has a name. */
	async function withNames(parameters: INodeParameters): Promise<INodeParameters> {
		const { baseId, tableId } = parameters as Record<string, { value: string } | undefined>;
		const lists = [
			'/space',
			'/base/access/all',
			...(baseId ? [`/base/${baseId.value}/table`] : []),
			...(tableId ? [`/table/${tableId.value}/view`] : []),
		];
		const things = await Promise.all(
			lists.map(async (list) => (await server.ask('GET', list)) as unknown as Named[]),
		);
		const names = new Map(things.flat().map(({ id, name }) => [id, name]));
		return mapValues(parameters, (value, name) => {
			const found = NAMEABLE.includes(name) && names.get((value as { value: string })?.value);
			return found ? { __rl: true, mode: 'name', value: found } : value;
		}) as INodeParameters;
	}
});
