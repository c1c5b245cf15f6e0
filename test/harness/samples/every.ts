import type { INodeParameters } from 'n8n-workflow';

import { catalogue } from '../../../nodes/Teable/resources';
import type { TestServer } from '../server';
import { TestTable } from '../table';
import { SAMPLE_FIELDS, sampleValues } from './index';

/** Every operation of the node, with a title. */
export const EVERY_OPERATION = catalogue.flatMap(({ name, value, operations }) =>
	operations.map((operation) => ({
		title: `${name}: ${operation.name}`,
		resource: value,
		operation: operation.value,
	})),
);

/** Starts a server that has what every operation needs, with a table and a value for every field. */
export async function startWithSamples(
	server: TestServer,
): Promise<{ table: TestTable; values: INodeParameters }> {
	await server.start({ cloud: true });
	await server.signInAs('password');
	const [base] = (await server.ask('GET', '/base/access/all')) as unknown as [{ id: string }];
	const table = await TestTable.make(server, base.id, SAMPLE_FIELDS);
	return { table, values: await sampleValues(server, table) };
}
