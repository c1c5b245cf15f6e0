import { onOneServer } from '../../../../harness/server';
import { request, requestsOf } from './requests';

describe('Custom Request: Send, the path', () => {
	onOneServer((server) => {
		const { failure, sent } = requestsOf(server);

		beforeEach(async () => await server.signInAs('plainToken'));

		it.each([
			['={{ $json.none }}', "'Path' is empty."],
			['https://evil.example/api/space', "'Path' is a full URL."],
			['HTTPS:evil.example', "'Path' is a full URL."],
			['//evil.example/space', "'Path' is a full URL."],
			['\\\\evil.example/space', "'Path' is a full URL."],
			['/../space', "An ID cannot be '..'."],
			['/space/%2e%2E/auth', "An ID cannot be '..'."],
			['/space/./auth', "An ID cannot be '.'."],
			['/table//record', 'has an empty part'],
			['=/table/tblA/record/{{ $json.none }}', 'has an empty part'],
			['/', 'has an empty part'],
			['api/', 'has an empty part'],
			['/space?take=1', "'Path' contains a '?'. Move what comes after it to 'Query Parameters'."],
			['/space#x', "'Path' contains a '#'."],
		])('%s is refused, and nothing is sent', async (path, message) => {
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
		])('%s is accepted', async (path, url) => {
			await server.run('send', request('GET', path));
			expect(sent()).toEqual([`GET ${url}`]);
		});
	});
});
