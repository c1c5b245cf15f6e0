import type { INodeParameters } from 'n8n-workflow';

import { Teable } from '../../../../../nodes/Teable/Teable.node.js';
import { listColumns, loadChoices, searchList } from '../../../../harness/engine';
import type { OtherServer } from '../../../../harness/otherServer';
import { freePort, startOther } from '../../../../harness/otherServer';
import { onEachServer } from '../../../../harness/server';

const { methods } = new Teable();

const fromList = (value: string) => ({ __rl: true, mode: 'list', value });

const PARAMETERS: INodeParameters = {
	authentication: 'accessToken',
	resource: 'record',
	operation: 'getAll',
	deleted: 'table',
	baseId: fromList('bseAAAAAAAAAAAAAAAA'),
	tableId: fromList('tblAAAAAAAAAAAAAAAA'),
	recordId: fromList('recAAAAAAAAAAAAAAAA'),
	filterBy: 'conditions',
	conditions: { condition: [{ fieldId: 'fldAAAAAAAAAAAAAAAA', operator: 'isEmpty' }] },
	fieldId: 'fldAAAAAAAAAAAAAAAA',
};

/** The position of lists that depend on the field next to them. */
const BESIDE_FIELD = 'parameters.conditions.condition[0].operator';

const LISTS = [
	...Object.keys(methods.listSearch),
	...Object.keys(methods.loadOptions),
	...Object.keys(methods.resourceMapping),
];

describe('a list in the editor that cannot be read says why, in the same words as at run time:', () => {
	let other: OtherServer;

	beforeAll(async () => void (other = await startOther()));
	afterAll(async () => await other.stop());

	onEachServer((server) => {
		const setBaseUrl = (baseUrl: string) => void (server.credentials.teableApi.baseUrl = baseUrl);
		const setToken = (token: string) => void (server.credentials.teableApi.accessToken = token);

		const FAULTS: Array<[name: string, words: RegExp, breakIt: () => Promise<void> | void]> = [
			[
				'half a token',
				/token in the credential is incomplete or mistyped/,
				() => setToken(server.sandbox.tokens.full.token.slice(0, 40)),
			],
			[
				'an expired token',
				/does not accept the token in the credential: it has expired/,
				() => setToken(server.sandbox.tokens.expired.token),
			],
			[
				'the address of something else',
				/^The server at \S+ is not Teable/,
				() => setBaseUrl(other.url),
			],
			[
				'a server that is down',
				/^Can't reach /,
				async () => setBaseUrl(`http://127.0.0.1:${await freePort()}`),
			],
		];

		it.each(FAULTS)('%s', async (_name, words, breakIt) => {
			await server.signInAs('plainToken');
			await breakIt();
			const atRunTime = await server.failure('getAll', PARAMETERS);
			expect(atRunTime).toMatch(words);
			const reasons = await Promise.all(LISTS.map(async (list) => [list, await reasonIn(list)]));
			expect(reasons).toEqual(LISTS.map((list) => [list, atRunTime]));
		});

		it('a token that cannot list bases', async () => {
			server.credentials.teableApi.accessToken = server.sandbox.tokens.oneBase.token;
			for (const list of ['searchBases', 'getBases']) {
				expect(await reasonIn(list)).toBe(
					"This credential can't list bases. Choose By URL and paste the URL of the base from your browser, or leave 'Base' empty and specify 'Table' by URL.",
				);
			}
		});

		const reasonIn = async (list: string): Promise<string> => {
			// n8n finds a parameter only if the operation has it.
			const resource = list === 'searchComments' ? 'comment' : 'record';
			const parameters = { ...PARAMETERS, resource };
			const editor = { parameters, credentials: server.credentials };
			try {
				if (list in methods.listSearch) await searchList(list, editor, '', BESIDE_FIELD);
				else if (list in methods.loadOptions) await loadChoices(list, editor, BESIDE_FIELD);
				else {
					const method = list as keyof typeof methods.resourceMapping;
					return (await listColumns(method, editor)).emptyFieldsNotice ?? 'no reason';
				}
				return 'no reason';
			} catch (error) {
				return (error as Error).message;
			}
		};
	});
});

describe('the lists of the editor', () => {
	onEachServer((server) => {
		it("name the space beside bases that share a name, and keep Teable's order", async () => {
			await server.signInAs('plainToken');
			const editor = {
				parameters: { ...PARAMETERS, baseId: fromList('') },
				credentials: server.credentials,
			};
			const bases = async () =>
				(await searchList('searchBases', editor)).results.map(({ name }) => name);
			expect(await bases()).toEqual(['CRM', 'Projects']);

			const spaces = (await server.ask('GET', '/space')) as unknown as Array<{ id: string }>;
			for (const { id: spaceId } of spaces) {
				await server.ask('POST', '/base', { spaceId, name: 'Zoo' });
				await server.ask('POST', '/base', { spaceId, name: 'Aviary' });
			}
			const zoo = (name: string) => name.startsWith('Zoo');
			expect((await bases()).filter(zoo).sort()).toEqual([
				'Zoo (Demo space)',
				'Zoo (Second space)',
			]);
			expect((await loadChoices('getBases', editor)).map(({ name }) => name)).toEqual(
				await bases(),
			);
			const { results } = await searchList('searchBases', editor, 'second');
			expect(results.map(({ name }) => name)).toEqual([
				'Zoo (Second space)',
				'Aviary (Second space)',
			]);
		});
	});
});
