import type { AxiosInstance } from 'axios';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';

import type { SmallTable } from './world';
import { onEachEngine } from './world';

const ignoring = (user: string, includeChanges = true): INodeParameters => ({
	options: { ignoreChangesBy: [user], includeChanges },
});

describe("'Ignore Changes By'", () => {
	onEachEngine((server) => {
		let table: SmallTable;
		let ids: string[];
		let own: { id: string; name: string; email: string };

		beforeEach(async () => {
			table = await server.makeTable();
			ids = await table.create([{ Name: 'A' }, { Name: 'B' }]);
			own = (await server.ask('GET', '/auth/user')) as typeof own;
			server.tick(60_000);
		});

		const started = async (event: string, parameters: INodeParameters) => {
			const run = table.trigger(event, parameters);
			expect(await run.poll()).toEqual([]);
			server.tick(1000);
			return run;
		};

		const rename = async (id: string, Name: string) => {
			await table.update([{ id, fields: { Name } }]);
			server.tick(1000);
		};

		describe.each(['recordCreated', 'recordUpdated', 'recordCreatedOrUpdated'])('%s', (event) => {
			const change = async () => {
				await table.create([{ Name: 'new' }]);
				server.tick(1000);
				await rename(ids[0], 'changed');
			};

			it.each([true, false])(
				"ignores changes by the credential's own account (by history: %s)",
				async (byHistory) => {
					const run = await started(event, ignoring('own', byHistory));
					await change();

					expect(await run.poll()).toEqual([]);
				},
			);

			it.each(['name', 'email', 'id'] as const)('accepts a user by %s', async (key) => {
				const run = await started(event, ignoring(own[key]));
				await change();

				expect(await run.poll()).toEqual([]);
			});

			it('announces changes by others', async () => {
				const run = await started(event, ignoring('usrSomebodyElse0001'));
				await change();

				expect(await run.poll()).not.toEqual([]);
			});

			it("announces changes by others next to those of the credential's own account", async () => {
				const ada = await Other.join(table);
				const run = await started(event, ignoring('own'));
				await change();
				const made = await ada.create('by Ada');
				server.tick(1000);
				await ada.rename(ids[0], 'by Ada too');
				server.tick(1000);

				const expected = {
					recordCreated: [[made, 'by Ada']],
					recordUpdated: [[ids[0], 'by Ada too']],
					recordCreatedOrUpdated: [
						[made, 'by Ada'],
						[ids[0], 'by Ada too'],
					],
				}[event];
				const items = await run.poll();
				expect(items.map(({ id, Name }) => [id, Name])).toEqual(expected);
				const changes = items.flatMap((item) => (item.changes ? [item.changes] : []));
				if (event !== 'recordCreated') {
					expect(changes).toEqual([{ Name: { before: 'changed', after: 'by Ada too' } }]);
				}
			});

			it('names an unknown user when the workflow is published', async () => {
				await expect(table.trigger(event, ignoring('Nobody at all')).poll()).rejects.toThrow(
					"'Ignore Changes By Names or IDs' contains 'Nobody at all': this base has no user 'Nobody at all'",
				);
			});
		});

		it('announces changes by others in a record that an ignored user has created', async () => {
			const ada = await Other.join(table);
			const run = await started('recordCreatedOrUpdated', ignoring('own'));
			const [made] = await table.create([{ Name: 'new' }]);
			server.tick(1000);
			await ada.rename(made, 'by Ada');
			server.tick(1000);

			expect(await run.poll()).toMatchObject([{ id: made, event: 'updated', Name: 'by Ada' }]);
		});

		it('ignores deletions by an ignored user', async () => {
			const ada = await Other.join(table);
			const run = await started('recordDeleted', {
				authentication: 'session',
				options: { ignoreChangesBy: ['own'] },
			});
			await table.delete(ids[0]);
			await ada.delete(ids[1]);

			expect((await run.poll()).map(({ id }) => id)).toEqual([ids[1]]);
		});
	});
});

/** Another user of the base, who works in the same table. */
class Other {
	private constructor(
		private readonly http: AxiosInstance,
		private readonly table: SmallTable,
	) {}

	static async join(table: SmallTable): Promise<Other> {
		const { server, baseId } = table;
		const email = 'ada@example.com';
		const http = axios.create({ baseURL: `${server.sandbox.url}/api` });
		const account = { email, password: 'demo-password-1' };
		const { headers } = await http
			.post('/auth/signup', account)
			.catch(async () => await http.post('/auth/signin', account));
		http.defaults.headers.common.cookie = headers['set-cookie']?.[0].split(';')[0];
		await server
			.ask('POST', `/base/${baseId}/invitation/email`, { emails: [email], role: 'editor' })
			.catch(() => undefined);
		return new Other(http, table);
	}

	async create(Name: string): Promise<string> {
		const { data } = await this.http.post<{ records: Array<{ id: string }> }>(
			`/table/${this.table.id}/record`,
			{ records: [{ fields: { Name } }] },
		);
		return data.records[0].id;
	}

	async rename(id: string, Name: string) {
		await this.http.patch(`/table/${this.table.id}/record`, {
			records: [{ id, fields: { Name } }],
		});
	}

	async delete(id: string) {
		await this.http.delete(`/table/${this.table.id}/record?recordIds[]=${id}`);
	}
}
