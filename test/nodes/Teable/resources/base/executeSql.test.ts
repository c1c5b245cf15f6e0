import type { INodeParameters } from 'n8n-workflow';

import { listenToLogs } from '../../../../harness/secrets';
import { TestServer, VERSIONS, onOneServer } from '../../../../harness/server';

const SQL_QUERY = '/api/base/:baseId/sql-query';

const parametersOf = async (server: TestServer, sql: string, values: unknown[] = []) => {
	const [{ id }] = (await server.ask('GET', '/base/access/all')) as unknown as [{ id: string }];
	return {
		...{ resource: 'base', baseId: { __rl: true, mode: 'id', value: id }, sql },
		queryParameters: { parameter: values.map((value) => ({ value })) },
	} as INodeParameters;
};

describe('Base: Execute SQL', () => {
	onOneServer(
		(server) => {
			beforeEach(async () => await server.signInAs('plainToken'));

			/** The sandbox has no SQL. Its only row contains the query. */
			const sent = async (sql: string, values: unknown[] = []) => {
				const [{ sql: asked }] = await server.output(
					'executeSql',
					await parametersOf(server, sql, values),
				);
				return asked;
			};

			const failure = async (sql: string, values: unknown[] = []) =>
				await server.failure('executeSql', await parametersOf(server, sql, values));

			it('fills $1 and $2 with the values, whatever they contain', async () => {
				expect(await sent('SELECT $2, $1, $1', ["O'Hara", '$1; --'])).toBe(
					"SELECT ('$1; --'), ('O''Hara'), ('O''Hara')",
				);
			});

			it('accepts values from expressions', async () => {
				const values = ['={{ -5 }}', '={{ null }}', '={{ true }}', '={{ ["a", 1] }}'];
				expect(await sent('SELECT 1-$1, $2, $3, $4::jsonb', values)).toBe(
					`SELECT 1-(-5), NULL, TRUE, ('["a",1]')::jsonb`,
				);
				expect(
					await sent('SELECT $1', ["={{ DateTime.fromISO('2026-01-15T10:30:00Z') }}"]),
				).toMatch(/^SELECT \('2026-01-15T\d\d:30:00\.000/);
			});

			it('returns an item per row', async () => {
				server.sandbox.inject({
					...{ method: 'POST', route: SQL_QUERY, kind: 'status', status: 200 },
					body: { rows: [{ Name: 'a' }, { Name: 'b' }] },
				});
				const output = await server.output('executeSql', await parametersOf(server, 'SELECT 1'));
				expect(output).toEqual([{ Name: 'a' }, { Name: 'b' }]);
			});

			it('returns nothing if there are no rows', async () => {
				server.sandbox.inject({
					...{ method: 'POST', route: SQL_QUERY, kind: 'status', status: 200 },
					body: { rows: [] },
				});
				expect(await server.output('executeSql', await parametersOf(server, 'SELECT 1'))).toEqual(
					[],
				);
			});

			it.each([
				['SELECT $1, $2', ['a'], "'SQL' uses $2, but 'Query Parameters' has 1 value."],
				['SELECT $0', [], "'SQL' uses $0, but 'Query Parameters' has 0 values."],
				['SELECT 1', ['a'], "'Query Parameters' has 1 value, but 'SQL' does not use $1."],
				["SELECT '$1'", ['a'], "'Query Parameters' has 1 value, but 'SQL' does not use $1."],
				['SELECT $1', ['={{ $json.none }}'], 'the value of $1 is missing'],
				['SELECT $1', ['={{ "a\\u0000" }}'], 'contains a character that PostgreSQL cannot store'],
				["SELECT 'a\\' || $1", ['a'], "'SQL' has a backslash before a quote"],
				["SELECT $1 || 'a", ['a'], "'SQL' has a part that starts with ' and doesn't end"],
				['SELECT /* /* */ $1 */ 2', ['a'], 'or a comment inside a comment'],
			])('refuses %s with %j before anything is sent', async (sql, values, message) => {
				expect(await failure(sql, values)).toContain(message);
				expect(server.sandbox.count('POST', SQL_QUERY)).toBe(0);
			});

			it('says that the answer has no rows', async () => {
				server.sandbox.inject({
					...{ method: 'POST', route: SQL_QUERY, kind: 'status', status: 200, body: {} },
				});
				expect(await failure('SELECT 1')).toBe(
					"Teable's response to the query has no rows property. Try the query in Teable.",
				);
			});

			it('names the missing scope', async () => {
				server.credentials.teableApi.accessToken = server.sandbox.tokens.oneBase.token;
				expect(await failure('SELECT 1')).toContain('The token lacks the scope base|query_data');
			});
		},
		{ cloud: true },
	);

	describe.each(VERSIONS)('on an open-source server of %s', (version) => {
		it('says that only Teable Cloud and Enterprise have SQL', async () => {
			listenToLogs();
			const server = new TestServer(version);
			await server.start();
			await server.signInAs('plainToken');
			expect(await server.failure('executeSql', await parametersOf(server, 'SELECT 1'))).toBe(
				'This Teable server does not support SQL. Only Teable Cloud and the Enterprise edition do. Use Get Many, Count or Aggregate of the resource Record instead.',
			);
			await server.sandbox.stop();
			jest.restoreAllMocks();
		});
	});
});
