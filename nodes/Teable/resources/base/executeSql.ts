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
		'A query that only reads. A table is called "base ID"."table name", the two parts of \'dbTableName\' in what Table > Get gives, and a column "dbFieldName"; write them in double quotes. For values write $1, $2 and so on, and never an expression.',
};

const parametersField: INodeProperties = {
	displayName: 'Query Parameters',
	name: 'queryParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add parameter',
	default: {},
	description:
		'The values of $1, $2 and so on, in this order. Whatever a value holds, it stays a value. A list or an object is given as JSON; an expression may give a number, true, false or null.',
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
		"Read from the tables of a base with a PostgreSQL query, one item for each row. For Teable Cloud and Enterprise; a token needs the scope base|query_data. Table > Get gives the names in SQL: 'dbTableName' and 'dbFieldName'.",
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
		throw param.failure("Teable's answer to the query holds no rows. Look at the query in Teable.");
	},
});
