import axios, { type AxiosInstance } from 'axios';
import { startSandbox, type Sandbox, type TeableVersion } from '../../sandbox';

interface Named {
	id: string;
	name: string;
}

describe.each<TeableVersion>(['1.10.0', '2026-07'])('The pages of a sandbox of %s', (version) => {
	let sandbox: Sandbox;
	let http: AxiosInstance;
	let space: Named;
	let base: Named;
	let contacts: Named;

	beforeEach(async () => {
		sandbox = await startSandbox({ version });
		http = axios.create({ baseURL: sandbox.url, validateStatus: () => true });
		http.defaults.headers.common.authorization = `Bearer ${sandbox.tokens.full.token}`;
		space = await find('/api/space', 'Demo space');
		base = await find('/api/base/access/all', 'CRM');
		contacts = await find(`/api/base/${base.id}/table`, 'Contacts');
	});

	afterEach(async () => await sandbox.stop());

	const find = async (path: string, name: string): Promise<Named> => {
		const { data } = await http.get<Named[]>(path);
		return data.find((one) => one.name === name)!;
	};

	/** Opens a page as a browser does, without signing in. */
	const open = async (path: string) => {
		const { status, data, headers } = await http.get<string>(path, {
			headers: { authorization: null },
		});
		return { status, html: data, type: headers['content-type'] as string };
	};

	const tablePage = () => `/base/${base.id}/table/${contacts.id}`;

	it("show a table's columns and records, in a page without scripts", async () => {
		const { status, html, type } = await open(tablePage());

		expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
		expect(html).toContain('<h1>Contacts</h1>');
		expect(html).toContain('<th>Name</th><th>Email</th>');
		expect(html).toContain('<td>Ada Lovelace</td><td>ada@example.com</td>');
		expect(html).toContain('<p>Records: 2</p>');
		expect(html).not.toContain('<script');
	});

	it('show what was written, as text', async () => {
		const fields = { Name: '<script>alert("1 & 2")</script>' };
		const { data } = await http.post(`/api/table/${contacts.id}/record`, { records: [{ fields }] });
		expect(data.records).toHaveLength(1);

		const { html } = await open(tablePage());

		expect(html).toContain('<td>&#60;script&#62;alert(&#34;1 &#38; 2&#34;)&#60;/script&#62;</td>');
		expect(html).not.toContain('<script');
	});

	it('show a table at the URL of one of its views too', async () => {
		const grid = await find(`/api/table/${contacts.id}/view`, 'Grid view');

		expect((await open(`${tablePage()}/${grid.id}`)).html).toBe((await open(tablePage())).html);
	});

	it('lead from a space to its bases, and from a base to its tables', async () => {
		expect((await open(`/space/${space.id}`)).html).toContain(`<a href="/base/${base.id}">CRM</a>`);
		expect((await open(`/base/${base.id}`)).html).toContain(
			`<a href="${tablePage()}">Contacts</a>`,
		);
	});

	it('say that a space is empty', async () => {
		const second = await find('/api/space', 'Second space');

		expect((await open(`/space/${second.id}`)).html).toContain('<p>It is empty.</p>');
	});

	it.each([
		['space', '/space/spcAAAAAAAAAAAAAAAA'],
		['base', '/base/bseAAAAAAAAAAAAAAAA'],
		['table', '/base/bseAAAAAAAAAAAAAAAA/table/tblAAAAAAAAAAAAAAAA'],
	])('say that a %s does not exist', async (kind, path) => {
		const { status, html } = await open(path);

		expect(status).toBe(404);
		expect(html).toContain(`<p>This ${kind} doesn't exist, or is in the trash.</p>`);
	});

	it('no longer show a deleted table, a table in a deleted base, or a deleted space', async () => {
		const companies = await find(`/api/base/${base.id}/table`, 'Companies');
		await http.delete(`/api/base/${base.id}/table/${companies.id}`);
		expect((await open(`/base/${base.id}`)).html).not.toContain('Companies');
		expect((await open(`/base/${base.id}/table/${companies.id}`)).status).toBe(404);
		expect((await open(tablePage())).status).toBe(200);

		await http.delete(`/api/base/${base.id}`);
		expect((await open(`/base/${base.id}`)).status).toBe(404);
		expect((await open(tablePage())).status).toBe(404);

		await http.delete(`/api/space/${space.id}`);
		expect((await open(`/space/${space.id}`)).status).toBe(404);
	});

	it('leave an unknown path as it is on a real server', async () => {
		const { data, status } = await http.get(`/base/${base.id}/unknown`);

		expect(status).toBe(404);
		expect(data.message).toBe(`Cannot GET /base/${base.id}/unknown`);
	});
});
