/* eslint-disable @n8n/community-nodes/no-restricted-imports -- sends headers as bytes */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

import { onOneServer } from '../../../../../harness/server';
import { TestTable } from '../../../../../harness/table';

/** File names as servers send them (RFC 6266, RFC 8187), and what each means. */
const HEADERS: Array<[what: string, header: string | undefined, name: string]> = [
	['a name in quotes', 'attachment; filename="a.pdf"', 'a.pdf'],
	['a name without quotes', 'attachment; filename=a.pdf', 'a.pdf'],
	['a name with spaces, without quotes', 'attachment; filename=my plan.pdf; size=3', 'my plan.pdf'],
	['a semicolon in quotes', 'attachment; filename="test ; v.ics"', 'test ; v.ics'],
	['quotes in quotes', 'attachment; filename="a \\"q\\" b.txt"', 'a "q" b.txt'],
	['an apostrophe', 'attachment; filename="it\'s.txt"', "it's.txt"],
	['an equals sign in quotes', 'attachment; filename="a=b; filename=c.txt"', 'a=b; filename=c.txt'],
	['quotes that do not end', 'attachment; filename="a.pdf', 'a.pdf'],
	['a percent sign in quotes', 'attachment; filename="100%25.txt"', '100%25.txt'],
	['a name in capitals', 'ATTACHMENT; FILENAME="a.pdf"', 'a.pdf'],
	['no type before the name', 'filename="a.pdf"', 'a.pdf'],
	['spaces around the equals sign', 'attachment; filename = "a.pdf"', 'a.pdf'],
	['a name that is encoded', "attachment; filename*=UTF-8''caf%C3%A9.pdf", 'café.pdf'],
	['a language', "attachment; filename*=UTF-8'en'caf%C3%A9.pdf", 'café.pdf'],
	['a charset in small letters', "attachment; filename*=utf-8''caf%C3%A9.pdf", 'café.pdf'],
	['Latin-1 that is encoded', "attachment; filename*=ISO-8859-1'en'caf%E9.pdf", 'café.pdf'],
	['an encoded name in quotes', 'attachment; filename*="UTF-8\'\'caf%C3%A9.pdf"', 'café.pdf'],
	[
		'both, the encoded one last',
		'attachment; filename="cafe.pdf"; filename*=UTF-8\'\'caf%C3%A9.pdf',
		'café.pdf',
	],
	[
		'both, the encoded one first',
		"attachment; filename*=UTF-8''caf%C3%A9.pdf; filename=cafe.pdf",
		'café.pdf',
	],
	[
		'an encoded name that is broken, and a plain one',
		"attachment; filename*=UTF-8''caf%E9.pdf; filename=cafe.pdf",
		'cafe.pdf',
	],
	[
		'an unknown charset, and a plain name',
		"attachment; filename*=KOI8-R''x; filename=a.pdf",
		'a.pdf',
	],
	['UTF-8 as it is', 'attachment; filename="café 😀.pdf"', 'café 😀.pdf'],
	[
		'an export of Teable',
		'attachment; filename=T%C3%A4ble%20%F0%9F%93%A6%20%22q%22.csv',
		'Täble 📦 "q".csv',
	],
	['another parameter', 'attachment; xfilename="x.pdf"', 'address.txt'],
	[
		'another parameter that holds a name',
		'attachment; x="; filename=x.pdf"; filename=a.pdf',
		'a.pdf',
	],
	['a path', 'attachment; filename="../../etc/passwd"', '.._.._etc_passwd'],
	['a path of Windows', 'attachment; filename="C:\\\\temp\\\\a.txt"', 'C:_temp_a.txt'],
	['a path that is encoded', "attachment; filename*=UTF-8''..%2F..%5Ca.txt", '.._.._a.txt'],
	['nothing but a folder', 'attachment; filename=".."', 'file'],
	[
		'control characters and a reversed end',
		"attachment; filename*=UTF-8''a%00b%0D%0A%E2%80%AEc.txt",
		'abc.txt',
	],
	['a name of the language', 'attachment; filename=__proto__', '__proto__'],
	['an empty name', 'attachment; filename=""', 'address.txt'],
	['no name', 'attachment', 'address.txt'],
	['no header', undefined, 'address.txt'],
];

/** A server that sends a header byte by byte, because HTTP libraries allow only ASCII. */
async function serve(header: string | undefined) {
	const server = createServer((socket) =>
		socket.once('data', () =>
			socket.end(
				[
					'HTTP/1.1 200 OK',
					'Content-Type: text/plain',
					'Content-Length: 2',
					...(header === undefined ? [] : [`Content-Disposition: ${header}`]),
					'Connection: close',
					'',
					'ok',
				].join('\r\n'),
			),
		),
	);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

describe('the name of a file from the web', () => {
	onOneServer((server) => {
		it.each(HEADERS)('is read from %s', async (_what, header, name) => {
			await server.signInAs('plainToken');
			const [{ id: baseId }] = (await server.ask('GET', '/base/access/all')) as unknown as [
				{ id: string },
			];
			const table = await TestTable.make(server, baseId, [{ name: 'Files', type: 'attachment' }]);
			const [recordId] = await table.fill([{ Name: 'Nathan' }]);
			const other = await serve(header);
			const { error } = await server.run(
				'uploadAttachment',
				table.target('uploadAttachment', {
					recordId: { __rl: true, mode: 'id', value: recordId },
					fieldId: { __rl: true, mode: 'name', value: 'Files' },
					filesFrom: 'url',
					fileUrls: `${other.url}/files/address.txt`,
				}),
			);
			other.stop();
			expect(error?.message).toBeUndefined();
			expect((await table.rows())[0].Files).toMatchObject([{ name }]);
		});
	});
});
