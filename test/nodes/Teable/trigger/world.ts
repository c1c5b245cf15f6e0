import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SandboxOptions } from '../../../../sandbox';
import { SOME_ENGINES } from '../../../harness/engines';
import { TriggerRun } from '../../../harness/poll';
import { TestServer } from '../../../harness/server';

const HOUR = 3_600_000;

/** Defines tests that expect the same of each server and engine, each with a new table. */
export function onEachEngine(define: (server: SlowServer) => void) {
	describe.each(SOME_ENGINES)('on Teable %s', (_name, version, engine) => {
		const server = new SlowServer(version);
		beforeAll(async () => await server.startWith(engine));
		beforeEach(() => {
			server.useToken();
			server.sandbox.clearFaults();
		});
		afterAll(async () => await server.sandbox.stop());
		define(server);
	});
}

/** A server whose clock moves only when the test moves it. */
export class SlowServer extends TestServer {
	private time = Date.now();

	readonly now = () => this.time;

	async startWith(engine: SandboxOptions['engine']) {
		await this.start({ engine, now: () => new Date(this.time) });
		await this.signInAs('password');
		await this.signInAs('plainToken');
	}

	tick(milliseconds: number) {
		this.time += milliseconds;
	}

	/** A token that has only these scopes. */
	async makeToken(...scopes: string[]): Promise<string> {
		const { token } = await this.ask('POST', '/access-token', {
			name: scopes.join(),
			scopes,
			expiredTime: new Date(this.time + 24 * HOUR * 365).toISOString(),
			hasFullAccess: true,
		});
		return String(token);
	}

	/** Chooses the credential's token; by default the one with all scopes. */
	useToken(token = this.sandbox.tokens.full.token) {
		this.credentials.teableApi = { ...this.credentials.teableApi, accessToken: token };
	}

	/** An empty table for one test. */
	async makeTable(fields: IDataObject[] = []): Promise<SmallTable> {
		const [{ id: baseId }] = (await this.ask('GET', '/base/access/all')) as unknown as [
			{ id: string },
		];
		const table = (await this.ask('POST', `/base/${baseId}/table`, {
			name: `Table ${this.time % HOUR}`,
			fields: [
				{ name: 'Name', type: 'singleLineText' },
				{ name: 'Amount', type: 'number' },
				...fields,
			],
			records: [],
		})) as { id: string };
		return new SmallTable(this, baseId, table.id);
	}

	/** An empty table, and a published workflow that starts with its new records. */
	async publish(): Promise<{ table: SmallTable; run: TriggerRun }> {
		const table = await this.makeTable();
		const run = table.trigger('recordCreated');
		await run.poll();
		return { table, run };
	}
}

/** A table to which tests write without the node. */
export class SmallTable {
	constructor(
		readonly server: SlowServer,
		readonly baseId: string,
		readonly id: string,
	) {}

	/** The ID of the field with this name. */
	async field(name: string): Promise<string> {
		const fields = (await this.server.ask('GET', `/table/${this.id}/field`)) as unknown as Array<{
			id: string;
			name: string;
		}>;
		return fields.find((field) => field.name === name)?.id ?? '';
	}

	async create(rows: IDataObject[]): Promise<string[]> {
		const { records } = (await this.server.ask('POST', `/table/${this.id}/record`, {
			records: rows.map((fields) => ({ fields })),
		})) as unknown as { records: Array<{ id: string }> };
		return records.map(({ id }) => id);
	}

	async update(changes: Array<{ id: string; fields: IDataObject }>) {
		await this.server.ask('PATCH', `/table/${this.id}/record`, { records: changes });
	}

	async delete(...ids: string[]) {
		for (let start = 0; start < ids.length; start += 200) {
			const query = ids
				.slice(start, start + 200)
				.map((id) => `recordIds[]=${id}`)
				.join('&');
			await this.server.ask('DELETE', `/table/${this.id}/record?${query}`);
		}
	}

	/** Restores the records that were deleted last. */
	async restore() {
		const query = `resourceId=${this.id}&resourceType=table`;
		const { trashItems } = (await this.server.ask('GET', `/trash/items?${query}`)) as unknown as {
			trashItems: Array<{ id: string }>;
		};
		await this.server.ask('POST', `/trash/restore/${trashItems[0].id}?tableId=${this.id}`);
	}

	/** A workflow that starts with an event of this table. Empty cells of a record are left out. */
	trigger(event: string, { options, ...parameters }: INodeParameters = {}): TriggerRun {
		return new TriggerRun(
			{
				authentication: 'accessToken',
				event,
				baseId: { __rl: true, mode: 'id', value: this.baseId },
				tableId: { __rl: true, mode: 'id', value: this.id },
				options: { leaveOutEmpty: true, ...(options as INodeParameters) },
				...parameters,
			},
			this.server.credentials,
		);
	}
}
