import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { bytesOf, fileInMemory, fileOnDisk, keepFilesOnDisk } from '../../../../harness/files';
import { startOther } from '../../../../harness/otherServer';
import { onOneServer } from '../../../../harness/server';
import { onEachEngine } from '../../../../harness/table';

type Entries = Array<[string, unknown]>;

const list = (entries: Entries) => ({
	entry: entries.map(([name, value]) => ({ name, value: value as string })),
});

const request = (
	method: string,
	path: string,
	more: INodeParameters = {},
	query: Entries = [],
): INodeParameters => ({
	...{ resource: 'customRequest', method, path, queryParameters: list(query) },
	...{ body: 'none', responseFormat: 'items', binaryField: 'data', ...more },
});

const fields = (entries: Entries): INodeParameters => ({
	...{ body: 'fields', bodyFields: list(entries) },
});

const json = (jsonBody: string): INodeParameters => ({ body: 'json', jsonBody });

describe('Custom Request: Send', () => {
	beforeAll(keepFilesOnDisk);

	onEachEngine((table) => {
		const output = async (...of: Parameters<typeof request>) =>
			await table().server.output('send', request(...of));

		it('reads a list as items, and an object as one', async () => {
			const found = await output('GET', `/table/${table().id}/field`);
			expect(found.map(({ name }) => name).slice(0, 3)).toEqual(['Name', 'Email', 'Amount']);
			const [{ id }] = found;
			expect(await output('GET', `api/table/${table().id}/field/${String(id)}`)).toMatchObject([
				{ id, name: 'Name' },
			]);
		});

		it('reads with a query of texts, lists and JSON', async () => {
			await table().fill([
				{ Name: 'One', Amount: 1 },
				{ Name: 'Two', Amount: 2 },
			]);
			const filterSet = [{ fieldId: table().field('Amount'), operator: 'is', value: 2 }];
			const filter = `={{ ${JSON.stringify({ conjunction: 'and', filterSet })} }}`;
			const [{ records }] = await output('GET', `/table/${table().id}/record`, {}, [
				['fieldKeyType', 'id'],
				['take', '={{ 10 }}'],
				['filter', filter],
				['projection[]', table().field('Name')],
			]);
			expect(records).toMatchObject([{ fields: { [table().field('Name')]: 'Two' } }]);
			expect((records as IDataObject[])[0].fields).not.toHaveProperty(table().field('Amount'));
		});

		it('writes fields and JSON, and deletes', async () => {
			const records = `/table/${table().id}/record`;
			const [{ records: made }] = await output(
				'POST',
				records,
				fields([
					['fieldKeyType', 'name'],
					['records', '={{ [{ fields: { Name: "One", Amount: 1 } }] }}'],
				]),
			);
			const [{ id }] = made as IDataObject[];
			const changes = { fieldKeyType: 'name', record: { fields: { Amount: 2 } } };
			await output('PATCH', `${records}/${String(id)}`, json(JSON.stringify(changes)));
			expect(await table().rows()).toMatchObject([{ id, Name: 'One', Amount: 2 }]);
			await output('DELETE', records, {}, [['recordIds', `={{ ["${String(id)}"] }}`]]);
			expect(await table().rows()).toEqual([]);
		});

		it('says of an empty answer that it was a good one', async () => {
			const path = `/base/${table().baseId}/table/${table().id}/name`;
			expect(await output('PUT', path, fields([['name', 'Sales']]))).toEqual([{ success: true }]);
		});

		it('gives an answer as a file', async () => {
			await table().fill([{ Name: 'One' }]);
			const parameters = request('GET', `/export/${table().id}`, { responseFormat: 'file' });
			const { items, error } = await table().server.run('send', parameters);
			expect(error?.message).toBeUndefined();
			const [{ json: facts, binary }] = items;
			expect(facts).toMatchObject({ fileName: 'Orders.csv', mimeType: 'text/csv' });
			expect(String(await bytesOf(binary!.data))).toMatch(/^\ufeffName,Email/);
		});

		it.each([
			['in memory', fileInMemory],
			['on disk', fileOnDisk],
		])('sends a file that n8n keeps %s', async (_where, file) => {
			const kind = { type: 1, contentType: 'text/plain', contentLength: 5 };
			const { token } = await table().server.ask('POST', '/attachments/signature', kind);
			const upload = request('PUT', `/attachments/upload/${String(token)}`, {
				...{ body: 'file', bodyFile: 'letter' },
			});
			const letter = await file('Hello', 'hello.txt', 'text/plain');
			await table().server.output('send', upload, { items: [{}], binary: [{ letter }] });
			expect(table().server.sandbox.requests.at(-1)?.headers).toMatchObject({
				...{ 'content-type': 'text/plain', 'content-length': '5' },
			});
			expect(
				await table().server.ask('POST', `/attachments/notify/${String(token)}`),
			).toMatchObject({ size: 5, mimetype: 'text/plain' });
		});
	});

	onOneServer((server) => {
		beforeEach(async () => await server.signInAs('plainToken'));

		const failure = async (...of: Parameters<typeof request>) =>
			await server.failure('send', request(...of));

		const sent = () => server.sandbox.requests.map(({ method, url }) => `${method} ${url}`);

		it.each([
			['={{ $json.none }}', "'Path' is empty."],
			['https://evil.example/api/space', "'Path' is a whole address."],
			['HTTPS:evil.example', "'Path' is a whole address."],
			['//evil.example/space', "'Path' is a whole address."],
			['\\\\evil.example/space', "'Path' is a whole address."],
			['/../space', "An ID cannot be '..'."],
			['/space/%2e%2E/auth', "An ID cannot be '..'."],
			['/space/./auth', "An ID cannot be '.'."],
			['/table//record', 'has an empty part'],
			['=/table/tblA/record/{{ $json.none }}', 'has an empty part'],
			['/', 'has an empty part'],
			['api/', 'has an empty part'],
			['/space?take=1', "'Path' holds a '?'. Give what comes after it under 'Query Parameters'."],
			['/space#x', "'Path' holds a '#'."],
		])('refuses the path %s, and sends nothing', async (path, message) => {
			expect(await failure('DELETE', path)).toContain(message);
			expect(sent()).toEqual([]);
		});

		it.each([
			['/space/a b', '/api/space/a%20b'],
			['/space/a%20b', '/api/space/a%20b'],
			['/space/50%', '/api/space/50%25'],
			['/space/a%2Fb', '/api/space/a%2Fb'],
			['/space/a%252e', '/api/space/a%252e'],
			['/space/a\\..\\b', '/api/space/a%5C..%5Cb'],
			['  space/a@evil.example  ', '/api/space/a%40evil.example'],
			['/api/space/api', '/api/space/api'],
		])('takes the path %s for what it is', async (path, url) => {
			await server.run('send', request('GET', path));
			expect(sent()).toEqual([`GET ${url}`]);
		});

		it('sends lists, dates and JSON in the query as Teable reads them', async () => {
			await server.run(
				'send',
				request('GET', '/space/spcA', {}, [
					['a', 'x & y'],
					['list', '={{ ["1", 2] }}'],
					['one[]', 'x'],
					['twice', 'x'],
					['twice', 'y'],
					['groupBy', '={{ [{ fieldId: "fldA", order: "asc" }] }}'],
					['at', "={{ DateTime.fromISO('2026-01-15T10:30:00Z', { zone: 'utc' }) }}"],
				]),
			);
			const [, query] = server.sandbox.requests[0].url.split('?');
			expect([...new URLSearchParams(query)]).toEqual([
				['a', 'x & y'],
				['list[]', '1'],
				['list[]', '2'],
				['one[]', 'x'],
				['twice[]', 'x'],
				['twice[]', 'y'],
				['groupBy', '[{"fieldId":"fldA","order":"asc"}]'],
				['at', '2026-01-15T10:30:00.000Z'],
			]);
		});

		it.each([
			['nothing', '={{ $json.none }}'],
			['null', '={{ null }}'],
			['an empty text', ''],
			['an empty list', '={{ [] }}'],
			['a list with a gap', '={{ ["a", null] }}'],
		])('refuses a query parameter that holds %s: it may be a filter', async (_what, value) => {
			expect(await failure('DELETE', '/table/tblA/record', {}, [['recordIds', value]])).toContain(
				"'Query Parameters' has no value for 'recordIds'.",
			);
			expect(sent()).toEqual([]);
		});

		it.each<[string, INodeParameters, string]>([
			['a value is missing', fields([['name', '={{ $json.none }}']]), "has no value for 'name'"],
			['a name is empty', fields([[' ', 'x']]), "'Body Fields' has an entry without a name"],
			['a name comes twice', fields([...Array<[string, string]>(2).fill(['name', 'x'])]), 'twice'],
			['the JSON is broken', json('{"name": '), "'Body (JSON)' is not JSON"],
			['the JSON is no object', json('"name"'), "'Body (JSON)' is not an object or a list"],
			[
				'there is no file',
				{ body: 'file', bodyFile: 'none' },
				"binary file 'none', but none was found",
			],
			['no field is named', { responseFormat: 'file', binaryField: ' ' }, "Field' is empty"],
		])('refuses a body before it is sent where %s', async (_what, body, message) => {
			expect(await failure('POST', '/space', body)).toContain(message);
			expect(sent()).toEqual([]);
		});

		it('sends the texts of fields as texts, and what expressions give as what it is', async () => {
			const given = fields([
				['name', 'Sales'],
				['number', '5'],
				['real', '={{ 5 }}'],
				['none', '={{ null }}'],
				['list', '={{ ["a", { b: 1 }] }}'],
			]);
			await server.run('send', request('POST', '/space', given));
			expect(JSON.stringify(server.sandbox.requests[0].body)).toBe(
				'{"name":"Sales","number":"5","real":5,"none":null,"list":["a",{"b":1}]}',
			);
		});

		it('sends a list as the body', async () => {
			await server.run('send', request('POST', '/space', json('[{"name": "a"}]')));
			expect(server.sandbox.requests[0].body).toEqual([{ name: 'a' }]);
		});

		it('sends no body with GET, whatever was chosen before', async () => {
			await server.output('send', request('GET', '/space', fields([['name', 'x']])));
			expect(server.sandbox.requests[0].body).toBeFalsy();
		});

		it('gives what is no object as a value', async () => {
			const body = ['a', 1, null, ['b']];
			server.sandbox.inject({ kind: 'status', status: 200, body });
			expect(await server.output('send', request('GET', '/space'))).toEqual([
				...[{ value: 'a' }, { value: 1 }, { value: null }, { value: ['b'] }],
			]);
		});

		it('repeats a read after a passing fault, as items and as a file', async () => {
			for (const responseFormat of ['items', 'file']) {
				server.sandbox.resetRequests();
				server.sandbox.inject({ kind: 'status', status: 502, body: 'Bad gateway' });
				const { error } = await server.run('send', request('GET', '/space', { responseFormat }));
				expect(error?.message).toBeUndefined();
				expect(sent()).toEqual(['GET /api/space', 'GET /api/space']);
			}
		});

		it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
			'never repeats %s, and says that its fate is unknown',
			async (method) => {
				for (const responseFormat of ['items', 'file']) {
					server.sandbox.resetRequests();
					server.sandbox.inject({ kind: 'resetAfter' });
					expect(await failure(method, '/space', { responseFormat })).toContain(
						'It is unknown whether Teable carried this out. Look in Teable before you run it again.',
					);
					expect(sent()).toEqual([`${method} /api/space`]);
				}
			},
		);

		it.each([
			['GET', "'space' did not arrive whole: aborted. Run the node again."],
			[
				'POST',
				"'space' did not arrive whole: aborted. Teable has carried out the request: only its answer is lost. Done: item 0.",
			],
		])('says what became of %s when the answer breaks off as a file', async (method, message) => {
			const other = await startOther({
				answer: async (_request, reply) => {
					reply.raw.writeHead(200, { 'content-type': 'text/plain', 'content-length': '10' });
					reply.raw.write('half', () => reply.raw.destroy());
					return reply.hijack();
				},
			});
			server.credentials.teableApi.baseUrl = other.url;
			const said = await failure(method, '/space', { responseFormat: 'file' });
			await other.stop();
			expect(said).toBe(message);
			expect(other.requests).toHaveLength(1);
		});

		it('says that the server has no such route', async () => {
			expect(await failure('POST', '/nope/a b')).toBe(
				"'Path' is wrong: this Teable server has no route POST /nope/a%20b. Check 'Method' and 'Path'. It may also be older, or another edition. Nothing was changed.",
			);
		});

		it('gives the words of Teable for what it refuses', async () => {
			expect(await failure('POST', '/space', fields([['name', 'x'.repeat(200)]]))).toMatch(
				/^Teable refused this: .* Nothing was changed\.$/,
			);
			server.credentials.teableApi.accessToken = server.sandbox.tokens.oneBase.token;
			const [base] = (await server.ask('GET', '/base/access/all')) as unknown as IDataObject[];
			expect(await failure('POST', `/base/${String(base.id)}/table`)).toContain(
				'The token lacks the scope table|create',
			);
		});

		it.each(['password', 'integrationsOAuth'] as const)('signs in with %s', async (caller) => {
			await server.signInAs(caller);
			const [user] = await server.output('send', request('GET', '/auth/user'));
			expect(user.id).toBe(server.sandbox.account.userId);
		});
	});
});
