import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { chosenBaseId } from '../../fields/locators/chosenIds';
import { wholeBaseLocator } from '../../fields/locators/tableLocators';
import { path } from '../../teable/http/path';
import { HARMLESS } from '../../teable/http/recovery';
import { defineOperation } from '../operation';
import { filledIn } from './sql/parameters';

const sqlField: INodeProperties = {
	displayName: 'SQL',
	name: 'sql',
	type: 'string',
	typeOptions: { rows: 5 },
	default: '',
	required: true,
	placeholder: 'e.g. SELECT * FROM "bseAbCdEfGhIjKlMnOp"."Orders" WHERE "Status" = $1',
	description:
		'A read-only PostgreSQL query. Write table and column names in double quotes: "base ID"."table name" (see \'dbTableName\' in the output of Table > Get) and "dbFieldName". For values, use $1, $2 and so on instead of expressions.',
};

const parametersField: INodeProperties = {
	displayName: 'Query Parameters',
	name: 'queryParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add parameter',
	default: {},
	description:
		'The values of $1, $2 and so on, in this order. They are escaped, so they are safe for untrusted input. Use an expression for a number, true, false or null. Arrays and objects are passed as JSON.',
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Paid',
					description: 'The value of the next placeholder: $1, $2 and so on',
				},
			],
		},
	],
};

export const executeSql = defineOperation({
	name: 'Execute SQL',
	value: 'executeSql',
	action: 'Execute SQL query in base',
	description:
		"Read from the tables of a base with a PostgreSQL query. Returns an item for each row. Requires Teable Cloud or Enterprise, and the scope base|query_data. To find the SQL names of tables and columns, use 'dbTableName' and 'dbFieldName' from Table > Get.",
	properties: [wholeBaseLocator, sqlField, parametersField],
	readOnly: true,
	async each({ client, param }) {
		const baseId = chosenBaseId(param);
		const text = param.requiredText('sql', 'SQL');
		const values = param
			.rows('queryParameters', 'Query Parameters', 'parameter')
			.map((row) => row.value('value'));
		const sql = filledIn(text, values, (problem) => param.bad(problem));
		const { rows } = await client.post<{ rows?: IDataObject[] }>(
			path`/base/${baseId}/sql-query`,
			{ sql },
			HARMLESS,
		);
		if (Array.isArray(rows)) return rows;
		throw param.failure(
			"Teable's response to the query has no rows property",
			'Try the query in Teable.',
		);
	},
});
