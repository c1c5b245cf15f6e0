import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';

export const TABLES = '/api/base/:baseId/table';

/** What tests do with tables created from fields in JSON, through the node and directly. */
export function tablesOf(table: () => TestTable) {
	const target = (name: string, fields: unknown, options: INodeParameters = {}) => ({
		...{ resource: 'table', baseId: { __rl: true, mode: 'id', value: table().baseId } },
		...{ name, fieldsFrom: 'json', fieldsJson: JSON.stringify(fields), options },
	});

	const create = async (name: string, fields: unknown, options: INodeParameters = {}) =>
		(await table().server.output('create', target(name, fields, options)))[0];

	const failure = async (name: string, fields: unknown, options: INodeParameters = {}) =>
		await table().server.failure('create', target(name, fields, options));

	/** The names of the tables in the base. */
	const names = async () => {
		const tables = (await table().server.ask(
			'GET',
			`/base/${table().baseId}/table`,
		)) as unknown as IDataObject[];
		return tables.map(({ name }) => name);
	};

	/** The names and types of the fields in other tables that belong to a link. */
	const linkedFields = async () => {
		const { id } = (
			(await table().server.ask('GET', `/base/${table().baseId}/table`)) as unknown as IDataObject[]
		).find(({ name }) => name === 'Linked companies')!;
		const path = `/table/${String(id)}/field`;
		const fields = (await table().server.ask('GET', path)) as unknown as IDataObject[];
		return { id, names: fields.map(({ name }) => name) };
	};

	return { target, create, failure, names, linkedFields };
}
