import axios from 'axios';
import Table from 'cli-table3';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../sandbox';
import { startSandbox } from '../sandbox';
import { credentialsFor } from '../test/harness/n8n/credentials';
import { TriggerRun } from '../test/harness/poll';

/** What a poll requests and receives. n8n polls each published workflow all day, at its polling interval. */
interface Traffic {
	requests: number;
	/** The bytes of the answers' bodies. */
	bytes: number;
}

const RECORDS = 1000;
const CHANGED = 10;

const HOUR_MS = 3_600_000;

const WAYS: Array<[what: string, event: string, parameters: INodeParameters]> = [
	['Access Token Expiring', 'accessTokenExpiring', { authentication: 'session' }],
	['Record Created', 'recordCreated', {}],
	['Record Created or Updated', 'recordCreatedOrUpdated', { options: { includeChanges: true } }],
	['Record Deleted, from the trash', 'recordDeleted', {}],
	['Record Deleted, comparing IDs', 'recordDeleted', { findBy: 'ids' }],
	['Record Matches Filter', 'recordMatchesFilter', filter('Amount', 'is', -1)],
	['Record Updated, with changes', 'recordUpdated', { options: { includeChanges: true } }],
	['Record Updated, without', 'recordUpdated', { options: { includeChanges: false } }],
];

function filter(fieldId: string, operator: string, value: number): INodeParameters {
	return {
		filterBy: 'json',
		filterJson: JSON.stringify({
			conjunction: 'and',
			filterSet: [{ fieldId, operator, value }],
		}),
	};
}

/**
 * A line per event: a poll of a table of 1,000 records with nothing new, and one after 10 were added, 10 changed and
 * 10 deleted.
 */
export async function measurePolls(): Promise<string> {
	const table = new Table({
		head: ['Event', 'Quiet poll', 'Busy poll'],
		style: { head: [], border: [], compact: true },
	});
	// Each poll looks again at the last minute, so let an hour pass in between.
	let ahead = 0;
	const sandbox = await startSandbox({
		...{ version: '2026-07', engine: 'v2' },
		now: () => new Date(Date.now() + ahead),
	});
	const waitAnHour = () => (ahead += HOUR_MS);
	try {
		for (const [what, event, parameters] of WAYS) {
			const { quiet, busy } = await measure(sandbox, waitAnHour, event, parameters);
			table.push([what, shown(quiet), shown(busy)]);
		}
	} finally {
		await sandbox.stop();
	}
	return table.toString();
}

async function measure(
	sandbox: Sandbox,
	waitAnHour: () => void,
	event: string,
	parameters: INodeParameters,
) {
	const api = axios.create({
		baseURL: `${sandbox.url}/api`,
		headers: { cookie: `auth_session=${await sandbox.signIn()}` },
	});
	const { data: bases } = await api.get<Array<{ id: string }>>('/base/access/all');
	const baseId = bases[0].id;
	const { data: made } = await api.post<{ id: string }>(`/base/${baseId}/table`, {
		name: event,
		fields: [
			{ name: 'Name', type: 'singleLineText' },
			{ name: 'Amount', type: 'number' },
			{ name: 'Changed', type: 'lastModifiedTime' },
		],
		records: [],
	});
	const records = `/table/${made.id}/record`;
	const fill = async (count: number, Amount: number) => {
		const { data } = await api.post<{ records: Array<{ id: string }> }>(records, {
			records: Array.from({ length: count }, () => ({ fields: { Name: 'Ada', Amount } })),
		});
		return data.records.map(({ id }) => id);
	};
	const ids = await fill(RECORDS, 1);
	waitAnHour();
	const change = async (changed: string[], Amount: number) =>
		await api.patch(records, { records: changed.map((id) => ({ id, fields: { Amount } })) });
	const locator = (value: string): IDataObject => ({ __rl: true, mode: 'id', value });
	const run = new TriggerRun(
		{
			authentication: 'accessToken',
			event,
			...({ baseId: locator(baseId), tableId: locator(made.id) } as INodeParameters),
			...parameters,
		},
		await credentialsFor(sandbox),
	);
	await run.poll();
	waitAnHour();
	await change(ids.slice(0, 1), 2);
	await run.poll();
	waitAnHour();
	await run.poll();
	const traffic = async (): Promise<Traffic> => {
		sandbox.resetRequests();
		await run.poll();
		const asked = sandbox.requests.filter(({ method }) => method === 'GET');
		const answers = asked.map(
			async ({ url }) => (await api.get<string>(new URL(url, sandbox.url).href, AS_TEXT)).data,
		);
		const bodies = await Promise.all(answers);
		return {
			requests: asked.length,
			bytes: bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0),
		};
	};
	const quiet = await traffic();
	await fill(CHANGED, -1);
	await change(ids.slice(0, CHANGED), -1);
	const gone = ids.slice(-CHANGED).map((id) => `recordIds[]=${id}`);
	await api.delete(`${records}?${gone.join('&')}`);
	return { quiet, busy: await traffic() };
}

const AS_TEXT = { responseType: 'text', transformResponse: (body: string) => body } as const;

const shown = ({ requests, bytes }: Traffic): string =>
	`${requests} request${requests === 1 ? '' : 's'}, ${(bytes / 1024).toFixed(1)} KiB`;
