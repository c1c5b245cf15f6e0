import axios, { type AxiosInstance } from 'axios';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';

export interface Row {
	id: string;
	name: string;
	fields: Record<string, unknown>;
	createdTime: string;
	lastModifiedTime?: string;
}

/** The servers that people run: 1.10, and a 2026 server with the old engine or v2. */
export const ENGINES: Array<[name: string, SandboxOptions]> = [
	['1.10.0', { version: '1.10.0' }],
	['2026 on the old engine', { version: '2026-07', engine: 'v1' }],
	['2026 on v2', { version: '2026-07', engine: 'v2' }],
];

const PARIS_MINUTE = { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'Europe/Paris' };

const FIELDS = [
	{ name: 'Name', type: 'singleLineText' },
	{ name: 'Amount', type: 'number' },
	{ name: 'When', type: 'date', options: { formatting: PARIS_MINUTE } },
	{ name: 'Kind', type: 'singleSelect', options: { choices: [{ name: 'A' }, { name: 'B' }] } },
	{ name: 'Files', type: 'attachment' },
	{ name: 'Modified', type: 'lastModifiedTime' },
];

/** An empty table on its own sandbox. */
export class Rows {
	private constructor(
		readonly sandbox: Sandbox,
		readonly http: AxiosInstance,
		readonly tableId: string,
		private readonly fields: Array<{ id: string; name: string }>,
		readonly isV2: boolean,
		private readonly clock: { now: Date },
	) {}

	static async make(options: SandboxOptions): Promise<Rows> {
		const clock = { now: new Date('2026-11-24T12:00:00.000Z') };
		const sandbox = await startSandbox({ ...options, now: () => clock.now });
		const http = axios.create({
			baseURL: sandbox.url,
			validateStatus: () => true,
			headers: { authorization: `Bearer ${sandbox.tokens.full.token}` },
		});
		const bases = await http.get<Array<{ id: string }>>('/api/base/access/all');
		const { data } = await http.post(`/api/base/${bases.data[0].id}/table`, {
			name: 'Rows',
			fields: FIELDS,
			records: [],
		});
		return new Rows(sandbox, http, data.id, data.fields, options.engine === 'v2', clock);
	}

	get is2026() {
		return this.sandbox.version === '2026-07';
	}

	get now() {
		return this.clock.now;
	}

	get path() {
		return `/api/table/${this.tableId}/record`;
	}

	/** Advances the server's clock. */
	later(milliseconds: number) {
		this.clock.now = new Date(this.now.getTime() + milliseconds);
	}

	fieldId(name: string) {
		return this.fields.find((field) => field.name === name)?.id ?? '';
	}

	/** Creates records and returns their IDs. */
	async add(...rows: Array<Record<string, unknown>>) {
		const records = rows.map((fields) => ({ fields }));
		const { data } = await this.http.post<{ records: Row[] }>(this.path, { records });
		return data.records.map(({ id }) => id);
	}

	async list(params: Record<string, unknown> = {}) {
		return (await this.http.get<{ records: Row[] }>(this.path, { params })).data.records;
	}

	async names(params: Record<string, unknown> = {}) {
		return (await this.list(params)).map(({ name }) => name);
	}

	/** The names of the records that match one condition. */
	async filtered(field: string, operator: string, value: unknown, fieldKeyType = 'id') {
		const filterSet = [{ fieldId: field, operator, value }];
		const filter = JSON.stringify({ conjunction: 'and', filterSet });
		return await this.names({ fieldKeyType, filter });
	}
}
