import axios, { type AxiosInstance } from 'axios';

import type { ReceivedRequest, Sandbox } from '../../../sandbox';

const REFRESH = '/api/access-token/:id/refresh';

/** Longer than any test waits before it releases the rotations. */
const HOLD_MS = 10 * 60_000;

/** A record that the workflow wrote. */
export interface EventRecord {
	id: string;
	event: string;
	/** The execution that wrote it last. */
	execution: string;
}

/** What the test itself does in Teable. */
export class Teable {
	private readonly asToken: AxiosInstance;

	constructor(private readonly sandbox: Sandbox) {
		this.asToken = this.as({ Authorization: `Bearer ${sandbox.tokens.full.token}` });
	}

	/** Creates a table for events and returns its ID. */
	async createTable(name: string): Promise<string> {
		const { data: bases } = await this.asToken.get<Array<{ id: string }>>('/base/access/all');
		const fields = ['Event', 'Execution'].map((field) => ({ name: field, type: 'singleLineText' }));
		const { data: table } = await this.asToken.post<{ id: string }>(`/base/${bases[0].id}/table`, {
			...{ name, fields, records: [] },
		});
		return table.id;
	}

	async records(tableId: string): Promise<EventRecord[]> {
		const { data } = await this.asToken.get<{
			records: Array<{ id: string; fields: { Event: string; Execution: string } }>;
		}>(`/table/${tableId}/record`, { params: { take: 1000 } });
		return data.records.map(({ id, fields }) => ({
			id,
			event: fields.Event,
			execution: fields.Execution,
		}));
	}

	/** Creates access tokens that may only read records, and returns their IDs. */
	async createTokens(count: number): Promise<string[]> {
		const asSession = this.as({ Cookie: `auth_session=${await this.sandbox.signIn()}` });
		return await Promise.all(
			Array.from({ length: count }, async (_, index) => {
				const { data } = await asSession.post<{ id: string }>('/access-token', {
					name: `Token ${index}`,
					scopes: ['record|read'],
					hasFullAccess: true,
					expiredTime: '2099-12-31T00:00:00.000Z',
				});
				return data.id;
			}),
		);
	}

	/** How often the rotation of an access token was requested since the sandbox's requests were reset. */
	rotations(tokenId: string): number {
		return this.rotationsOf(tokenId).length;
	}

	/** Whether a rotation of an access token was requested and isn't answered yet. */
	isRotating(tokenId: string): boolean {
		return this.rotationsOf(tokenId).some(({ status }) => status === 0);
	}

	/** Whether the secret of an access token can read the table. */
	async accepts(token: string, tableId: string): Promise<boolean> {
		const { status } = await this.as({ Authorization: `Bearer ${token}` }).get(
			`/table/${tableId}/record`,
			{ params: { take: 1 }, validateStatus: (code) => code === 200 || code === 401 },
		);
		return status === 200;
	}

	/** Holds all rotations until they are released. */
	holdRotations(): void {
		const fault = { method: 'POST', route: REFRESH, times: Infinity };
		this.sandbox.inject({ ...fault, kind: 'delay', delayMs: HOLD_MS });
	}

	/** Releases the held rotations, and later ones. */
	letRotationsGo(): void {
		this.sandbox.clearFaults();
	}

	private rotationsOf(tokenId: string): ReceivedRequest[] {
		const url = REFRESH.replace(':id', tokenId);
		return this.sandbox.requests.filter((request) => request.url.endsWith(url));
	}

	private as(headers: Record<string, string>): AxiosInstance {
		return axios.create({ baseURL: `${this.sandbox.url}/api`, headers });
	}
}
