import type { INodeParameters } from 'n8n-workflow';

import { onOneServer } from '../../../../harness/server';
import { fields, json, request, requestsOf } from './requests';

describe('Custom Request: Send, the body', () => {
	onOneServer((server) => {
		const { failure, sent } = requestsOf(server);

		beforeEach(async () => await server.signInAs('plainToken'));

		it.each<[string, INodeParameters, string]>([
			['a value is missing', fields([['name', '={{ $json.none }}']]), "has no value for 'name'"],
			['a name is empty', fields([[' ', 'x']]), "'Body Fields' has an entry without a name"],
			[
				'a name is used twice',
				fields([...Array<[string, string]>(2).fill(['name', 'x'])]),
				'twice',
			],
			['the JSON is invalid', json('{"name": '), "'Body (JSON)' is not JSON"],
			['the JSON is not an object', json('"name"'), "'Body (JSON)' is not an object or array"],
			[
				'there is no file',
				{ body: 'file', bodyFile: 'none' },
				"The item has no binary field 'none' [item 0]. It has no files.",
			],
			['no field is named', { responseFormat: 'file', binaryField: ' ' }, "Field' is empty"],
		])('refuses a body before it is sent where %s', async (_what, body, message) => {
			expect(await failure('POST', '/space', body)).toContain(message);
			expect(sent()).toEqual([]);
		});

		it('sends fields as text, and values from expressions with their types', async () => {
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

		it('can be a list', async () => {
			await server.run('send', request('POST', '/space', json('[{"name": "a"}]')));
			expect(server.sandbox.requests[0].body).toEqual([{ name: 'a' }]);
		});

		it('is not sent with GET, whatever was chosen before', async () => {
			await server.output('send', request('GET', '/space', fields([['name', 'x']])));
			expect(server.sandbox.requests[0].body).toBeFalsy();
		});
	});
});
